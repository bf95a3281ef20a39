//! Regular expressions over folded text.
//!
//! An expression is folded like the text: its letters lose case and accents, its quotation marks go. It never reaches
//! over the end of a sentence, so that the time taken stays linear; the thing easily got wrong is a class like `\s` or
//! `[^x]`, which would take the line break between two sentences with it.

use crate::evidence::folding::{Fold, Folded};
use regex_automata::meta::{self, Regex};
use regex_syntax::ast::{
    Ast, ClassSet, ClassSetItem, Concat, Flag, Flags, FlagsItem, FlagsItemKind, Group, GroupKind, Literal, LiteralKind,
    Span, parse::ParserBuilder,
};
use regex_syntax::hir::{
    Capture, Class, ClassBytes, ClassBytesRange, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Repetition,
    translate::TranslatorBuilder,
};
use std::ops::Range;

/// How large the machine for an expression may become, in bytes.
const MOST_MEMORY: usize = 1 << 20;
/// How deep groups may stand in groups.
const MOST_NESTED: u32 = 50;

/// Why an expression cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BadExpression {
    /// Where in the expression, in bytes.
    pub(super) at: Range<usize>,
    /// Why.
    pub(super) words: String,
}

/// The machine that finds `expression` in folded text whose sentences are separated by line breaks.
pub(super) fn compile(expression: &str) -> Result<Regex, BadExpression> {
    let place = |span: &Span| span.start.offset..span.end.offset;
    let whole = |words: &str| BadExpression { at: 0..expression.len(), words: words.to_owned() };
    let mut parser = ParserBuilder::new().nest_limit(MOST_NESTED).build();
    let mut ast = parser
        .parse(expression)
        .map_err(|error| BadExpression { at: place(error.span()), words: error.kind().to_string() })?;
    fold(&mut ast);
    let mut translator = TranslatorBuilder::new().multi_line(true).build();
    let hir = translator
        .translate(expression, &ast)
        .map_err(|error| BadExpression { at: place(error.span()), words: error.kind().to_string() })?;
    match hir.properties().minimum_len() {
        None => return Err(whole("nothing can be as it asks")),
        Some(0) => return Err(whole("nothing of it must be there, so that it would find every sentence")),
        Some(_) => {}
    }
    meta::Builder::new()
        .configure(meta::Config::new().nfa_size_limit(Some(MOST_MEMORY)))
        .build_from_hir(&within_sentences(hir))
        .map_err(|error| match error.size_limit() {
            Some(_) => whole("it is too large"),
            None => whole(&error.to_string()),
        })
}

/// Turns `ast` into what it reads in folded text.
fn fold(ast: &mut Ast) {
    match ast {
        Ast::Literal(literal) => *ast = folded_literal(literal),
        Ast::ClassBracketed(class) => {
            let span = class.span;
            let only_marks = !class.negated && is_of_marks(&class.kind);
            fold_set(&mut class.kind);
            // A mark that is folded away stands everywhere.
            let class = std::mem::replace(ast, Ast::empty(span));
            if !only_marks {
                *ast = in_any_case(span, class);
            }
        }
        Ast::ClassUnicode(class) => {
            let span = class.span;
            let class = std::mem::replace(ast, Ast::empty(span));
            *ast = in_any_case(span, class);
        }
        Ast::Repetition(repetition) => fold(&mut repetition.ast),
        Ast::Group(group) => fold(&mut group.ast),
        Ast::Alternation(alternation) => alternation.asts.iter_mut().for_each(fold),
        Ast::Concat(concat) => concat.asts.iter_mut().for_each(fold),
        Ast::Empty(_) | Ast::Flags(_) | Ast::Dot(_) | Ast::Assertion(_) | Ast::ClassPerl(_) => {}
    }
}

fn folded_letter(letter: char) -> Folded {
    Folded::new(letter.encode_utf8(&mut [0; 4]), Fold::Search)
}

fn folded_literal(literal: &Literal) -> Ast {
    let span = literal.span;
    let of = |c: char| {
        let kind = if regex_syntax::is_meta_character(c) { LiteralKind::Meta } else { LiteralKind::Verbatim };
        Ast::literal(Literal { span, kind, c })
    };
    let mut asts: Vec<Ast> = folded_letter(literal.c).text().chars().map(of).collect();
    match asts.len() {
        1 => asts.swap_remove(0),
        _ => Ast::concat(Concat { span, asts }),
    }
}

/// Whether a class holds nothing but marks that are folded away.
fn is_of_marks(set: &ClassSet) -> bool {
    let is_mark = |item: &ClassSetItem| match item {
        ClassSetItem::Literal(literal) => folded_letter(literal.c).text().is_empty(),
        _ => false,
    };
    match set {
        ClassSet::Item(ClassSetItem::Union(union)) => union.items.iter().all(is_mark),
        ClassSet::Item(item) => is_mark(item),
        ClassSet::BinaryOp(_) => false,
    }
}

fn fold_set(set: &mut ClassSet) {
    match set {
        ClassSet::Item(item) => fold_item(item),
        ClassSet::BinaryOp(both) => {
            fold_set(&mut both.lhs);
            fold_set(&mut both.rhs);
        }
    }
}

fn fold_item(item: &mut ClassSetItem) {
    match item {
        ClassSetItem::Literal(literal) => match folded_letter(literal.c).text().chars().next() {
            Some(letter) => literal.c = letter,
            None => *item = ClassSetItem::Empty(literal.span),
        },
        ClassSetItem::Bracketed(class) => fold_set(&mut class.kind),
        ClassSetItem::Union(union) => union.items.iter_mut().for_each(fold_item),
        ClassSetItem::Empty(_)
        | ClassSetItem::Range(_)
        | ClassSetItem::Ascii(_)
        | ClassSetItem::Unicode(_)
        | ClassSetItem::Perl(_) => {}
    }
}

/// Only classes need it: letters are folded already, and found faster as they are.
fn in_any_case(span: Span, ast: Ast) -> Ast {
    let items = vec![FlagsItem { span, kind: FlagsItemKind::Flag(Flag::CaseInsensitive) }];
    Ast::group(Group { span, kind: GroupKind::NonCapturing(Flags { span, items }), ast: Box::new(ast) })
}

/// `hir` without any way to take a line break.
fn within_sentences(hir: Hir) -> Hir {
    match hir.into_kind() {
        HirKind::Empty => Hir::empty(),
        HirKind::Literal(literal) => Hir::literal(literal.0),
        HirKind::Class(Class::Unicode(mut class)) => {
            class.difference(&ClassUnicode::new([ClassUnicodeRange::new('\n', '\n')]));
            Hir::class(Class::Unicode(class))
        }
        HirKind::Class(Class::Bytes(mut class)) => {
            class.difference(&ClassBytes::new([ClassBytesRange::new(b'\n', b'\n')]));
            Hir::class(Class::Bytes(class))
        }
        HirKind::Look(look) => Hir::look(look),
        HirKind::Repetition(Repetition { min, max, greedy, sub }) => {
            Hir::repetition(Repetition { min, max, greedy, sub: Box::new(within_sentences(*sub)) })
        }
        HirKind::Capture(Capture { index, name, sub }) => {
            Hir::capture(Capture { index, name, sub: Box::new(within_sentences(*sub)) })
        }
        HirKind::Concat(parts) => Hir::concat(parts.into_iter().map(within_sentences).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.into_iter().map(within_sentences).collect()),
    }
}
