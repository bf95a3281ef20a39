//! What stands in the cells of a matrix, and in which order.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use super::super::sample::{ARTICLE, Sample, admit, belong, dated, day, id, said};
use super::{Columns, Matrix, MatrixLook, RowOrder, Slot, cell_name};
use crate::derive::{Basis, Clock, Ledger, Standpoint};
use crate::model::{ActorId, ActorKind, Source, SourceId, SourceRecord, Stance, StatementId, Voice};

const LATER: &str = "morning-herald";

/// Three countries in two articles: the herald is printed later than the courier.
fn sample() -> Sample {
    let country = ActorKind::Country;
    let sample = Sample::new().actor("avalon", country).actor("borduria", country).actor("silentia", country);
    let Sample(mut project) = sample
        .said(said("borduria", Stance::Opposes, "2031-05-03"))
        .said(said("borduria", Stance::Undecided, "2031-05-02").voice(Voice::Anonymous))
        .said(said("borduria", Stance::NotNow, "2031-06-10"))
        .said(said("ruritania", Stance::Requests, "2031-05-01"))
        .said(said("avalon", Stance::Supports, "2031-06-10").voice(Voice::Characterised))
        .said(said("avalon", Stance::Opposes, "2031-06-10").on(belong()));
    let courier = project.sources.get(&id::<SourceId>(ARTICLE)).unwrap();
    let record = SourceRecord { id: id(LATER), published: dated("2031-07-30"), ..courier.record.clone() };
    let herald = Source { record, text: courier.text.clone() };
    project.sources.insert(id(LATER), herald);
    for number in [2, 4, 5] {
        let of: StatementId = project.statements.keys().nth(number).unwrap().clone();
        project.statements.get_mut(&of).unwrap().source = id(LATER);
    }
    Sample(project)
}

fn table(sample: &Sample, columns: Columns, order: RowOrder) -> Matrix {
    looked_at(sample, &MatrixLook { columns, order, reversed: false })
}

fn looked_at(sample: &Sample, look: &MatrixLook) -> Matrix {
    let rule = sample.0.manifest.rule.clone();
    let standpoint = Standpoint::new(admit(), Clock::on(day("2031-08-01")), rule);
    let shown = sample.0.actors.keys().cloned().collect();
    Ledger::new(&sample.0).matrix(&sample.0, &standpoint, &shown, look)
}

fn names(matrix: &Matrix) -> Vec<&str> {
    matrix.rows.iter().map(|row| row.actor.as_str()).collect()
}

#[test]
fn columns_are_articles_by_the_day_they_were_printed_or_months_by_time() {
    let of_sources = table(&sample(), Columns::Sources, RowOrder::Name);
    assert_eq!(of_sources.columns, [Slot::Source(id(ARTICLE)), Slot::Source(id(LATER))]);
    let of_months = table(&sample(), Columns::Months, RowOrder::Name);
    assert_eq!(of_months.columns, [5, 6].map(|month| Slot::Month { year: 2031, month }));
    assert_eq!(of_months.columns.first().unwrap().in_words(&sample().0), "May 2031");
}

#[test]
fn a_cell_has_the_stance_of_its_strongest_statement_and_tells_that_others_disagree() {
    let of = table(&sample(), Columns::Sources, RowOrder::Name);
    let borduria = of.rows.get(of.row_of(&id("borduria")).unwrap()).unwrap();
    assert_eq!((borduria.stance, borduria.statements), (Stance::NotNow, 3));
    let courier = borduria.cell(0).unwrap();
    assert_eq!(
        (courier.stance, courier.contested_by, courier.statements),
        (Stance::Opposes, Some(Stance::Undecided), 2)
    );
    let herald = borduria.cell(1).unwrap();
    assert_eq!((herald.stance, herald.contested_by, herald.basis), (Stance::NotNow, None, Basis::Named));
    let name = cell_name(&sample().0, sample().question(), &borduria.actor, &Slot::Source(id(ARTICLE)), courier);
    assert_eq!(name, "Borduria, The League and Ruritania, against, contested, 2 statements");
}

#[test]
fn whoever_has_no_counted_statement_has_no_row_and_is_told_apart() {
    let of = table(&sample(), Columns::Sources, RowOrder::Name);
    assert_eq!(names(&of), ["avalon", "borduria", "ruritania"]);
    assert_eq!(of.silent, ["league", "silentia"].map(id::<ActorId>));
    let avalon = of.rows.first().unwrap();
    assert_eq!(avalon.cells.len(), 1, "what it says about another question is not in the table");
    assert_eq!(avalon.cell(1).unwrap().basis, Basis::SecondHand);
    assert_eq!(avalon.cell(0), None);
}

#[test]
fn rows_are_sorted_by_standing_statements_or_a_column_and_empty_cells_stay_last() {
    let sample = sample();
    assert_eq!(names(&table(&sample, Columns::Sources, RowOrder::Standing)), ["ruritania", "avalon", "borduria"]);
    assert_eq!(names(&table(&sample, Columns::Sources, RowOrder::Statements)), ["borduria", "avalon", "ruritania"]);
    let by_courier = RowOrder::Slot(Slot::Source(id(ARTICLE)));
    assert_eq!(names(&table(&sample, Columns::Sources, by_courier.clone())), ["ruritania", "borduria", "avalon"]);
    let reversed = looked_at(&sample, &MatrixLook { columns: Columns::Sources, order: by_courier, reversed: true });
    assert_eq!(names(&reversed), ["borduria", "ruritania", "avalon"]);
}

#[test]
fn a_column_of_another_kind_sorts_nothing_and_breaks_nothing() {
    let by_month = RowOrder::Slot(Slot::Month { year: 2031, month: 5 });
    assert_eq!(names(&table(&sample(), Columns::Sources, by_month)), ["ruritania", "avalon", "borduria"]);
}

#[test]
fn cells_add_up_to_the_counted_statements_of_their_row() {
    for columns in [Columns::Sources, Columns::Months] {
        let sample = sample();
        let standings = sample.standings("2031-08-01");
        for row in table(&sample, columns, RowOrder::Name).rows {
            let standing = standings.of(&row.actor).unwrap();
            assert_eq!((Some(row.stance), row.statements), (standing.stance, standing.statement_count()));
            assert_eq!(row.cells.iter().map(|cell| cell.statements).sum::<usize>(), row.statements);
        }
    }
}
