//! Démarche: a diplomacy map you can check.
//!
//! It works out who stands where on a diplomatic question, from coded sentences, by a rule that the reader can see.
//! The modules are layers; ARCHITECTURE.md gives their order.
//!
//! What the command line and the window show can be asked for directly. Where does Hungary stand, and which words say
//! so?
//!
//! ```
//! use demarche::derive::standings;
//! use demarche::model::{Day, Stance};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // Or `demarche::store::open_folder(path)?` for a project of your own.
//! let project = demarche::store::builtin().project;
//! let question = project.manifest.questions.first().ok_or("the project asks nothing")?;
//! let as_of = Day::from_ymd(2024, 12, 9).ok_or("no such day")?;
//!
//! let standings = standings(&project, &question.id, as_of, &project.manifest.rule);
//! let hungary = standings.of(&"hungary".parse()?).ok_or("no such actor")?;
//! assert_eq!(hungary.stance, Some(Stance::Opposes));
//!
//! // The first of the statements decides. Each quotes a sentence of an article.
//! let deciding = hungary.statements.first().and_then(|id| project.statements.get(id)).ok_or("no statement")?;
//! let article = &project.sources[&deciding.source];
//! assert!(article.text.contains(&deciding.quote.exact));
//! println!("{}: {:?}", article.record.title, deciding.quote.exact);
//! # Ok(())
//! # }
//! ```

pub mod cli;
pub mod derive;
pub mod evidence;
pub mod export;
#[cfg(test)]
mod fixtures;
#[cfg(feature = "gui")]
pub mod gui;
pub mod import;
pub mod layout;
pub mod model;
pub mod scene;
pub mod session;
pub mod store;
pub mod suggest;
pub mod view;
