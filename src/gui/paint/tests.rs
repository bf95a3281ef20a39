#![expect(clippy::unwrap_used, reason = "tests may panic")]

#[path = "../../../tests/support/cpu_renderer.rs"]
mod cpu_renderer;

use super::*;
use crate::layout::camera::Placement;
use crate::layout::geography::LineKind;
use crate::layout::geometry::{Point, Size};
use crate::layout::projection::MapFrame;
use crate::scene::{
    Align, Color, DASH_GAP, DASH_LENGTH, Dash, Face, Fill, HATCH_PERIOD, HATCH_WIDTH, Layer, STRIPE_PERIOD, Shape,
    Stroke,
};
use cpu_renderer::{CpuRenderer, Picture};
use egui::{RawInput, pos2, vec2};

const RED: Color = Color::hex(0x00CC_0000);
const BLUE: Color = Color::hex(0x0000_00CC);
const WHITE: Color = Color::hex(0x00FF_FFFF);
const CLEAR: Color = WHITE.with_alpha(0);
const HATCH: Fill = Fill::Hatched { ground: BLUE, ink: RED };
const STRIPES: Fill = Fill::Striped { first: RED, second: BLUE };

/// A window that shows one scene.
struct Window {
    ctx: Context,
    renderer: CpuRenderer,
    painter: ScenePainter,
    pixels_per_point: f32,
    rect: egui::Rect,
}

impl Window {
    fn new(width: f32, height: f32) -> Self {
        let ctx = Context::default();
        install_fonts(&ctx);
        let rect = egui::Rect::from_min_size(egui::Pos2::ZERO, vec2(width, height));
        let mut window = Self {
            ctx,
            renderer: CpuRenderer::default(),
            painter: ScenePainter::default(),
            pixels_per_point: 1.0,
            rect,
        };
        // Fonts and size are there from the second frame on.
        window.frame(|_, _, _| {});
        window
    }

    fn with_pixels_per_point(mut self, pixels_per_point: f32) -> Self {
        self.pixels_per_point = pixels_per_point;
        self.frame(|_, _, _| {});
        self
    }

    #[expect(clippy::iter_over_hash_type, reason = "every viewport gets the same value")]
    fn input(&self) -> RawInput {
        let mut input = RawInput { screen_rect: Some(self.rect), max_texture_side: Some(4096), ..RawInput::default() };
        for viewport in input.viewports.values_mut() {
            viewport.native_pixels_per_point = Some(self.pixels_per_point);
        }
        input
    }

    fn frame(&mut self, mut paint: impl FnMut(&mut ScenePainter, &Painter, egui::Rect)) -> Picture {
        let (input, rect) = (self.input(), self.rect);
        let painter = &mut self.painter;
        self.renderer.frame(&self.ctx, input, Color32::BLACK, |ui| paint(painter, ui.painter(), rect))
    }

    fn show(&mut self, scene: &Arc<Scene>) -> Picture {
        self.frame(|painter, on, rect| painter.paint(on, rect, scene))
    }

    /// The shapes that a frame hands to the toolkit, background included.
    fn shapes(&mut self, scene: &Arc<Scene>) -> Vec<egui::epaint::ClippedShape> {
        let (input, rect, painter) = (self.input(), self.rect, &mut self.painter);
        let mut output = self.ctx.run_ui(input, |ui| painter.paint(ui.painter(), rect, scene));
        self.renderer.update_textures(&mut output.textures_delta);
        output.shapes
    }
}

fn scene_of(layers: Vec<Layer>) -> Arc<Scene> {
    Arc::new(Scene { size: Size::new(60.0, 60.0), background: WHITE, layers })
}

fn layer(shapes: Vec<Shape>) -> Layer {
    Layer { clip: None, items: shapes.into_iter().map(Item::silent).collect() }
}

fn scene(shapes: Vec<Shape>) -> Arc<Scene> {
    scene_of(vec![layer(shapes)])
}

fn disc(fill: Fill, stroke: Option<Stroke>) -> Shape {
    Shape::Disc { center: Point::new(30.0, 30.0), radius: 25.0, fill, stroke }
}

fn small_disc(x: f32, y: f32, color: Color) -> Shape {
    Shape::Disc { center: Point::new(x, y), radius: 6.0, fill: Fill::Solid(color), stroke: None }
}

fn text(align: Align, halo: Option<Color>) -> Shape {
    Shape::Text {
        baseline: Point::new(30.0, 40.0),
        align,
        face: Face::Bold,
        size: 20.0,
        color: BLUE,
        halo,
        text: "HEH".to_owned(),
    }
}

fn drawn(shapes: Vec<Shape>) -> Picture {
    Window::new(60.0, 60.0).show(&scene(shapes))
}

fn color_at(picture: &Picture, x: usize, y: usize) -> Color {
    let [r, g, b, a] = picture.pixel(x, y);
    Color { r, g, b, a }
}

fn is_near(one: Color, other: Color) -> bool {
    [(one.r, other.r), (one.g, other.g), (one.b, other.b)].iter().all(|(one, other)| one.abs_diff(*other) <= 4)
}

fn all_pixels(picture: &Picture) -> impl Iterator<Item = (usize, usize, Color)> {
    (0..picture.height).flat_map(move |y| (0..picture.width).map(move |x| (x, y, color_at(picture, x, y))))
}

fn count(picture: &Picture, color: Color) -> usize {
    all_pixels(picture).filter(|(_, _, other)| is_near(color, *other)).count()
}

/// How much of the picture is not white, in pixels of full blue or red ink.
fn ink(picture: &Picture) -> f32 {
    all_pixels(picture).map(|(_, _, color)| (255.0 - f32::from(color.g)) / 255.0).sum()
}

fn europe(country: &str, fill: Fill, stroke: Option<Stroke>) -> Shape {
    Shape::Area { country: country.to_owned(), frame: MapFrame::europe(), place: whole_map(), fill, stroke }
}

fn whole_map() -> Placement {
    Placement { scale: 0.06, offset: Point::ZERO }
}

#[test]
fn a_red_disc_is_red_in_the_middle_and_nowhere_else() {
    for (radius, pixels_per_point) in [(25.0, 1.0), (25.0, 2.0), (8.0, 1.0), (3.0, 1.0), (0.8, 2.0)] {
        let shape = Shape::Disc { center: Point::new(30.0, 30.0), radius, fill: Fill::Solid(RED), stroke: None };
        let mut window = Window::new(60.0, 60.0).with_pixels_per_point(pixels_per_point);
        let picture = window.show(&scene(vec![shape]));
        let middle = (30.0 * pixels_per_point) as usize;
        assert!(is_near(color_at(&picture, middle, middle), RED), "{radius} at {pixels_per_point}");
        assert_eq!(color_at(&picture, 2, 2), WHITE);
        let area = std::f32::consts::PI * (radius * pixels_per_point).powi(2);
        let error = ink(&picture) / area;
        assert!((0.9..1.1).contains(&error), "{radius} at {pixels_per_point}: {error} of its area");
    }
}

#[test]
fn a_hatch_is_a_quarter_ink_and_stripes_are_half_and_half() {
    for (fill, share) in [(HATCH, HATCH_WIDTH / HATCH_PERIOD), (STRIPES, 0.5)] {
        for pixels_per_point in [1.0, 1.5, 3.0] {
            let mut window = Window::new(60.0, 60.0).with_pixels_per_point(pixels_per_point);
            let picture = window.show(&scene(vec![disc(fill, None)]));
            let amount = |channel: fn(Color) -> u8| -> f32 {
                let inside = all_pixels(&picture).filter(|(_, _, color)| color.g < 8);
                inside.map(|(_, _, color)| f32::from(channel(color)) / 204.0).sum()
            };
            let (red, blue) = (amount(|color| color.r), amount(|color| color.b));
            assert!((red / (red + blue) - share).abs() < 0.03, "{fill:?} at {pixels_per_point}: {red}, {blue}");
            assert!(count(&picture, BLUE) > 100, "{fill:?} at {pixels_per_point}");
        }
    }
}

#[test]
fn stripes_rise_to_the_right_and_lie_where_an_export_puts_them() {
    let picture = drawn(vec![disc(STRIPES, None)]);
    assert!((STRIPE_PERIOD - 12.0).abs() < 1e-6);
    // x + y is 63: the middle of the red half of a period.
    for step in 0..12 {
        assert!(is_near(color_at(&picture, 27 + step, 36 - step), RED), "{step}");
        assert!(is_near(color_at(&picture, 27 + step, 42 - step), BLUE), "{step}");
    }
}

#[test]
fn a_pattern_that_is_too_fine_to_see_is_drawn_as_its_mean() {
    let mut window = Window::new(12.0, 12.0);
    let picture = window.show(&scene(vec![disc(STRIPES, None)]));
    assert!(is_near(color_at(&picture, 6, 6), RED.mix(BLUE, 0.5)), "{:?}", color_at(&picture, 6, 6));
}

#[test]
fn an_outline_lies_on_both_sides_of_the_edge() {
    for fill in [Fill::Solid(RED), Fill::Solid(CLEAR), Fill::Hatched { ground: RED, ink: WHITE }] {
        let picture = drawn(vec![disc(fill, Some(Stroke::solid(4.0, BLUE)))]);
        // The edge is at x = 55.
        assert!(is_near(color_at(&picture, 54, 30), BLUE), "{fill:?}: {:?}", color_at(&picture, 54, 30));
        assert!(is_near(color_at(&picture, 55, 30), BLUE), "{fill:?}");
        assert!(!is_near(color_at(&picture, 51, 30), BLUE), "{fill:?}");
        assert!(is_near(color_at(&picture, 58, 30), WHITE), "{fill:?}");
    }
}

#[test]
fn a_dashed_outline_has_gaps() {
    let dashed = Stroke { width: 2.0, color: BLUE, dash: Dash::Dashed };
    let whole = ink(&drawn(vec![disc(Fill::Solid(CLEAR), Some(Stroke::solid(2.0, BLUE)))]));
    let line = Shape::Line { points: vec![Point::new(5.0, 10.0), Point::new(55.0, 50.0)], stroke: dashed };
    let whole_line =
        Shape::Line { points: vec![Point::new(5.0, 10.0), Point::new(55.0, 50.0)], stroke: Stroke::solid(2.0, BLUE) };
    let share = DASH_LENGTH / (DASH_LENGTH + DASH_GAP);
    for (dashed, whole) in [
        (ink(&drawn(vec![disc(Fill::Solid(CLEAR), Some(dashed))])), whole),
        (ink(&drawn(vec![line])), ink(&drawn(vec![whole_line]))),
    ] {
        assert!((dashed / whole - share).abs() < 0.2, "{dashed} of {whole}, not {share}");
    }
}

#[test]
fn dashes_go_on_around_corners_and_where_a_line_is_out_of_sight() {
    let window = egui::Rect::from_min_max(pos2(0.0, 0.0), pos2(100.0, 100.0));
    let lengths = |points: &[egui::Pos2]| {
        let mut lengths = Vec::new();
        pen::dashes(points, 4.0, 2.0, window, |piece| {
            let length: f32 = piece.iter().zip(piece.iter().skip(1)).map(|(one, two)| one.distance(*two)).sum();
            if length > 0.0 {
                lengths.push(length);
            }
        });
        lengths
    };
    let around = lengths(&[pos2(0.0, 0.0), pos2(8.0, 0.0), pos2(8.0, 10.0)]);
    assert_eq!(around.len(), 3);
    assert!(around.iter().all(|length| (length - 4.0).abs() < 1e-3), "{around:?}");
    let from_afar = lengths(&[pos2(-6e6, 50.0), pos2(6e6, 50.0)]);
    assert!((16..19).contains(&from_afar.len()), "{from_afar:?}");
}

#[test]
fn a_text_stands_on_its_baseline_and_where_it_is_aligned() {
    for pixels_per_point in [1.0, 2.0] {
        for (align, left_edge, right_edge) in
            [(Align::Left, Some(30.0), None), (Align::Center, None, None), (Align::Right, None, Some(30.0))]
        {
            let mut window = Window::new(60.0, 60.0).with_pixels_per_point(pixels_per_point);
            let size = if align == Align::Center { 20.0 } else { 10.0 };
            let shape = match text(align, None) {
                Shape::Text { baseline, face, color, halo, text, .. } => {
                    Shape::Text { baseline, align, face, size, color, halo, text }
                }
                other => other,
            };
            let picture = window.show(&scene(vec![shape]));
            let dark: Vec<_> = all_pixels(&picture).filter(|(_, _, color)| color.g < 128).collect();
            let inside = |value: Option<usize>| value.unwrap() as f32 / pixels_per_point;
            let lowest = inside(dark.iter().map(|(_, y, _)| y + 1).max());
            let left = inside(dark.iter().map(|(x, _, _)| *x).min());
            let right = inside(dark.iter().map(|(x, _, _)| x + 1).max());
            assert!((lowest - 40.0).abs() <= 1.0, "stands on {lowest}");
            assert!(left_edge.is_none_or(|edge| (left - edge).abs() <= 2.0), "begins at {left}");
            assert!(right_edge.is_none_or(|edge| (right - edge).abs() <= 2.0), "ends at {right}");
            assert!(align != Align::Center || (left + right - 60.0).abs() <= 2.0, "from {left} to {right}");
        }
    }
}

#[test]
fn a_halo_lies_around_and_behind_the_letters() {
    let (plain, haloed) = (drawn(vec![text(Align::Center, None)]), drawn(vec![text(Align::Center, Some(RED))]));
    assert!(count(&haloed, RED) > 60, "{}", count(&haloed, RED));
    for (x, y, color) in all_pixels(&plain) {
        assert!(!is_near(color, BLUE) || is_near(color_at(&haloed, x, y), BLUE), "{x}, {y} is covered");
    }
}

#[test]
fn every_face_is_set_in_its_own_font() {
    let inks: Vec<f32> = Face::ALL
        .into_iter()
        .map(|face| {
            let shape = match text(Align::Center, None) {
                Shape::Text { baseline, align, size, color, halo, .. } => {
                    Shape::Text { baseline, align, face, size, color, halo, text: "Ham".to_owned() }
                }
                other => other,
            };
            ink(&drawn(vec![shape]))
        })
        .collect();
    let &[regular, medium, semi_bold, bold, serif, serif_semi_bold] = inks.as_slice() else { unreachable!() };
    assert!(regular > 20.0 && regular < medium && medium < semi_bold && semi_bold < bold, "{inks:?}");
    assert!(serif > 20.0 && serif < serif_semi_bold && (serif - regular).abs() > 1.0, "{inks:?}");
}

#[test]
fn words_stay_right_when_the_font_texture_grows() {
    let mut window = Window::new(60.0, 60.0);
    let scene = scene(vec![text(Align::Center, Some(WHITE))]);
    let before = window.show(&scene);
    let letters: String = ('!'..'~').chain('А'..'я').collect();
    for size in 10..60 {
        let more = letters.clone();
        window.frame(|_, on, _| {
            let _: Arc<egui::Galley> = on.layout_no_wrap(
                more.clone(),
                egui::FontId::new(size as f32, font_family(Face::Serif)),
                Color32::WHITE,
            );
        });
        assert!(window.show(&scene) == before, "at size {size}");
    }
}

#[test]
fn a_flag_is_drawn_upright_and_round() {
    let flag = |radius: f32| Shape::Flag { center: Point::new(30.0, 30.0), radius, code: "ua".to_owned() };
    for radius in [8.0_f32, 12.5, 30.0] {
        let picture = drawn(vec![flag(radius)]);
        let (above, below) = (30.0 - radius / 2.0, 30.0 + radius / 2.0);
        let (above, below) = (color_at(&picture, 30, above as usize), color_at(&picture, 30, below as usize));
        assert!(above.b > above.r && below.r > below.b, "{radius}: {above:?} over {below:?}");
        if radius < 29.0 {
            let corner = (30.0 + radius * 0.85) as usize;
            assert_eq!(color_at(&picture, corner, corner), WHITE, "{radius}");
        }
    }
}

#[test]
fn flags_drawn_ahead_are_the_same_flags() {
    let flag = || vec![Shape::Flag { center: Point::new(30.0, 30.0), radius: 20.0, code: "no".to_owned() }];
    draw_flags_ahead(vec!["no".to_owned(), "zz".to_owned()]);
    let meanwhile = drawn(flag());
    assert!(count(&meanwhile, WHITE) < 3300, "nothing is drawn");
    assert!(drawn(flag()) == meanwhile);
}

#[test]
fn a_texture_that_is_full_is_begun_anew_and_what_is_kept_stays_right() {
    let kept = scene(vec![disc(HATCH, Some(Stroke::solid(2.0, RED))), small_disc(30.0, 30.0, BLUE)]);
    let mut window = Window::new(60.0, 60.0);
    let before = window.show(&kept);
    let texture_of = |window: &mut Window| match &window.shapes(&kept).last().unwrap().shape {
        egui::Shape::Mesh(mesh) => mesh.texture_id,
        _ => unreachable!(),
    };
    let first_texture = texture_of(&mut window);
    let mut other = ScenePainter::default();
    for step in 0..60 {
        let radius = 15.0 + step as f32 * 2.0;
        let flags = ["ua", "hu", "us", "no", "pl"].map(|code| Shape::Flag {
            center: Point::new(30.0, 30.0),
            radius,
            code: code.to_owned(),
        });
        let crowd = scene(flags.to_vec());
        window.frame(|_, on, rect| other.paint(on, rect, &crowd));
        assert!(window.show(&kept) == before, "after flags of radius {radius}");
    }
    assert_eq!(window.painter.layers_built(), 1);
    let moved = scene(vec![small_disc(31.0, 30.0, BLUE)]);
    window.show(&moved);
    window.show(&kept);
    assert_ne!(texture_of(&mut window), first_texture, "the texture was never full");
    assert!(window.show(&kept) == before);
}

#[test]
fn a_flag_too_large_for_the_texture_is_still_a_disc() {
    let mut window = Window::new(60.0, 60.0).with_pixels_per_point(20.0);
    let flag = Shape::Flag { center: Point::new(30.0, 30.0), radius: 29.0, code: "ua".to_owned() };
    let picture = window.show(&scene(vec![flag]));
    assert_ne!(color_at(&picture, 600, 600), WHITE);
}

#[test]
fn a_flag_that_is_not_bundled_shows_its_code() {
    let picture = drawn(vec![Shape::Flag { center: Point::new(30.0, 30.0), radius: 20.0, code: "zz".to_owned() }]);
    assert!(count(&picture, Color::hex(0x00E4_E4E0)) > 500);
    assert!(count(&picture, Color::hex(0x003A_3A3A)) > 10);
}

#[test]
fn a_clip_hides_what_is_outside() {
    let clip = Some(Rect::new(Point::new(0.0, 0.0), Point::new(30.0, 60.0)));
    let items = vec![Item::silent(disc(Fill::Solid(RED), None)), Item::silent(text(Align::Center, None))];
    let picture = Window::new(60.0, 60.0).show(&scene_of(vec![Layer { clip, items }]));
    assert!(is_near(color_at(&picture, 20, 20), RED));
    for (x, y, color) in all_pixels(&picture) {
        assert!(x < 30 || color == WHITE, "{x}, {y} is {color:?}");
    }
}

#[test]
fn nothing_is_drawn_outside_of_the_picture() {
    let mut window = Window::new(60.0, 60.0);
    let scene = scene(vec![disc(Fill::Solid(RED), Some(Stroke::solid(30.0, BLUE)))]);
    let small = egui::Rect::from_min_size(pos2(10.0, 10.0), vec2(20.0, 20.0));
    let picture = window.frame(|painter, on, _| painter.paint(on, small, &scene));
    for (x, y, color) in all_pixels(&picture) {
        let is_inside = (10..30).contains(&x) && (10..30).contains(&y);
        assert!(is_inside || color == Color::hex(0), "{x}, {y} is {color:?}");
    }
    assert!(is_near(color_at(&picture, 20, 20), RED), "a third of the size, the middle stays the middle");
}

#[test]
fn what_comes_later_lies_above_whatever_it_is_drawn_with() {
    let over = |shapes: Vec<Shape>| color_at(&drawn(shapes), 30, 30);
    let flag = Shape::Flag { center: Point::new(30.0, 30.0), radius: 20.0, code: "pl".to_owned() };
    assert!(is_near(over(vec![disc(STRIPES, None), small_disc(30.0, 30.0, RED)]), RED));
    assert!(is_near(over(vec![small_disc(30.0, 30.0, WHITE), disc(STRIPES, None)]), RED));
    assert!(is_near(over(vec![flag, text(Align::Center, None), small_disc(30.0, 30.0, RED)]), RED));
    let far_then_near = vec![
        small_disc(30.0, 30.0, RED),
        disc(STRIPES, None),
        small_disc(5.0, 5.0, RED),
        text(Align::Center, None),
        small_disc(30.0, 30.0, BLUE),
    ];
    assert!(is_near(over(far_then_near), BLUE));
}

#[test]
fn marks_that_do_not_touch_share_a_mesh() {
    let many = (0..42).flat_map(|index| {
        let (x, y) = ((index % 7) as f32 * 8.5 + 4.0, (index / 7) as f32 * 9.0 + 4.0);
        let word = Shape::Text {
            baseline: Point::new(x, y + 1.5),
            align: Align::Center,
            face: Face::Bold,
            size: 4.0,
            color: WHITE,
            halo: None,
            text: "A".to_owned(),
        };
        [Shape::Disc { center: Point::new(x, y), radius: 3.0, fill: Fill::Solid(RED), stroke: None }, word]
    });
    let mut window = Window::new(60.0, 60.0);
    // The background, all discs, all letters.
    assert_eq!(window.shapes(&scene(many.collect())).len(), 3);
}

#[test]
fn a_scene_that_did_not_change_is_not_built_again() {
    let shapes = || vec![disc(HATCH, Some(Stroke::solid(2.0, BLUE))), text(Align::Center, Some(WHITE))];
    let mut window = Window::new(60.0, 60.0);
    let one = scene(shapes());
    let first = window.shapes(&one);
    assert_eq!(window.painter.layers_built(), 1);
    assert!(first.len() > 3);
    assert!(window.shapes(&one) == first, "the same scene");
    assert!(window.shapes(&scene(shapes())) == first, "an equal scene");
    assert_eq!(window.painter.layers_built(), 1);
}

#[test]
fn only_the_layers_that_changed_are_built_again() {
    let with = |color| {
        let word = layer(vec![text(Align::Center, None)]);
        scene_of(vec![layer(vec![disc(HATCH, None)]), layer(vec![small_disc(9.0, 9.0, color)]), word])
    };
    let mut window = Window::new(60.0, 60.0);
    window.show(&with(RED));
    assert_eq!(window.painter.layers_built(), 3);
    let changed = window.show(&with(BLUE));
    assert_eq!(window.painter.layers_built(), 4);
    assert!(changed == Window::new(60.0, 60.0).show(&with(BLUE)), "it looks as if drawn from nothing");
}

#[test]
fn a_picture_that_moves_looks_as_if_drawn_from_nothing() {
    let at = |x: f32| {
        let land = europe("UKR", HATCH, Some(Stroke::solid(1.0, RED)));
        let moved = match land {
            Shape::Area { country, frame, fill, stroke, .. } => {
                let place = Placement { scale: 0.06 + x / 100.0, offset: Point::new(x, 0.0) };
                Shape::Area { country, frame, place, fill, stroke }
            }
            other => other,
        };
        scene(vec![moved, small_disc(20.0 + x, 30.0, BLUE), text(Align::Center, Some(WHITE))])
    };
    let mut window = Window::new(60.0, 60.0);
    for step in 0..6 {
        let moving = at(step as f32);
        assert!(window.show(&moving) == Window::new(60.0, 60.0).show(&moving), "step {step}");
    }
}

#[test]
fn a_density_of_pixels_that_changes_is_followed() {
    let scene = scene(vec![disc(HATCH, None), text(Align::Center, Some(WHITE))]);
    let mut window = Window::new(60.0, 60.0);
    window.show(&scene);
    let mut window = window.with_pixels_per_point(2.0);
    let picture = window.show(&scene);
    assert_eq!((picture.width, picture.height), (120, 120));
    assert!(picture == Window::new(60.0, 60.0).with_pixels_per_point(2.0).show(&scene));
}

#[test]
fn neighbours_meet_without_a_gap() {
    // Poland and Ukraine on red ground: on the land of both, no red shines through.
    let frame = MapFrame::europe();
    let lviv = frame.place(24.03, 49.84);
    let place = Placement { scale: 1.0, offset: Point::new(30.0, 30.0) - lviv };
    let area = |country: &str| Shape::Area {
        country: country.to_owned(),
        frame: MapFrame::europe(),
        place,
        fill: Fill::Solid(BLUE),
        stroke: None,
    };
    let ground = Shape::Box {
        rect: Rect::new(Point::ZERO, Point::new(60.0, 60.0)),
        corner_radius: 0.0,
        fill: Fill::Solid(RED),
        stroke: None,
    };
    let land = ["POL", "UKR", "SVK", "HUN", "ROU", "BLR", "MDA"].map(area);
    let picture = drawn(std::iter::once(ground).chain(land).collect());
    for (x, y, color) in all_pixels(&picture) {
        assert!(is_near(color, BLUE), "{x}, {y} is {color:?}");
    }
}

#[test]
fn borders_are_drawn_once_and_over_the_land() {
    let land = || vec![europe("DEU", Fill::Solid(BLUE), None), europe("FRA", Fill::Solid(BLUE), None)];
    let borders = Shape::Boundaries {
        frame: MapFrame::europe(),
        lines: LineKind::Recognised,
        place: whole_map(),
        stroke: Stroke::solid(1.0, RED),
    };
    let (without, with) = (drawn(land()), drawn(land().into_iter().chain([borders]).collect()));
    assert!(count(&with, BLUE) < count(&without, BLUE));
    assert!(all_pixels(&with).any(|(_, _, color)| color.r > 150 && color.b < 100));
}

#[test]
fn an_outlined_country_has_its_outline() {
    for dash in [Dash::Solid, Dash::Dashed] {
        let stroke = Stroke { width: 1.0, color: RED, dash };
        let picture = drawn(vec![europe("UKR", Fill::Solid(CLEAR), Some(stroke))]);
        let full = ink(&drawn(vec![europe("UKR", Fill::Solid(BLUE), None)]));
        assert!(ink(&picture) > 10.0 && ink(&picture) < full, "{dash:?}: {} of {full}", ink(&picture));
    }
}

#[test]
fn a_box_with_round_corners_has_round_corners() {
    let boxed = |corner_radius: f32, fill: Fill| Shape::Box {
        rect: Rect::new(Point::new(10.0, 10.0), Point::new(50.0, 50.0)),
        corner_radius,
        fill,
        stroke: None,
    };
    assert!(is_near(color_at(&drawn(vec![boxed(0.0, Fill::Solid(RED))]), 10, 10), RED));
    let round = drawn(vec![boxed(12.0, STRIPES)]);
    assert!(is_near(color_at(&round, 11, 11), WHITE));
    assert!(count(&round, RED) > 300 && count(&round, BLUE) > 300);
}

#[test]
fn a_thin_line_along_the_pixels_is_not_smeared() {
    for y in [20.0, 20.3, 20.5, 20.9] {
        let line =
            Shape::Line { points: vec![Point::new(5.0, y), Point::new(55.0, y)], stroke: Stroke::solid(1.0, BLUE) };
        let picture = drawn(vec![line]);
        assert_eq!(count(&picture, BLUE), 50, "at {y}");
    }
}

#[test]
fn convex_polygons_are_filled() {
    let points = vec![Point::new(10.0, 10.0), Point::new(50.0, 10.0), Point::new(30.0, 50.0)];
    for points in [points.clone(), points.into_iter().rev().collect()] {
        let picture = drawn(vec![Shape::Polygon { points, fill: RED }]);
        assert!(is_near(color_at(&picture, 30, 25), RED));
        assert!((ink(&picture) / 800.0 - 1.0).abs() < 0.1, "{}", ink(&picture));
    }
}

#[test]
fn strange_numbers_are_drawn_as_nothing() {
    let strange = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e30, -1e30, 0.0];
    let mut window = Window::new(60.0, 60.0);
    for value in strange {
        let (at, whole) = (Point::new(value, value), Point::new(20.0, 20.0));
        let stroke = Some(Stroke { width: value, color: RED, dash: Dash::Dashed });
        let thin = Stroke { width: 1.0, color: RED, dash: Dash::Dashed };
        let place = Placement { scale: value, offset: at };
        let fill = Fill::Solid(RED);
        let mut shapes = vec![
            Shape::Disc { center: at, radius: 5.0, fill, stroke },
            Shape::Disc { center: whole, radius: value, fill: HATCH, stroke },
            Shape::Disc { center: whole, radius: -5.0, fill: HATCH, stroke },
            Shape::Flag { center: at, radius: value, code: "ua".to_owned() },
            Shape::Flag { center: whole, radius: value, code: String::new() },
            Shape::Polygon { points: vec![at, whole, Point::new(5.0, value)], fill: RED },
            Shape::Polygon { points: vec![], fill: RED },
            Shape::Line { points: vec![at, whole], stroke: thin },
            Shape::Line { points: vec![whole, whole], stroke: thin },
            Shape::Line { points: vec![at, whole, at], stroke: Stroke::solid(value, RED) },
            Shape::Line { points: vec![at], stroke: thin },
            Shape::Line { points: vec![], stroke: thin },
            Shape::Box { rect: Rect::new(whole, at), corner_radius: value, fill, stroke },
            Shape::Box { rect: Rect::new(at, whole), corner_radius: 3.0, fill: STRIPES, stroke: Some(thin) },
            Shape::Boundaries { frame: MapFrame::north_america(), lines: LineKind::Disputed, place, stroke: thin },
            Shape::Area {
                country: "UKR".to_owned(),
                frame: MapFrame::europe(),
                place,
                fill: HATCH,
                stroke: Some(thin),
            },
            Shape::Area { country: "???".to_owned(), frame: MapFrame::europe(), place: whole_map(), fill, stroke },
        ];
        for (baseline, size) in [(at, 12.0), (whole, value), (whole, -3.0)] {
            let (align, face, color, halo) = (Align::Center, Face::Regular, RED, Some(BLUE));
            shapes.push(Shape::Text { baseline, align, face, size, color, halo, text: "x\ny".to_owned() });
        }
        window.show(&scene(shapes.clone()));
        let clip = Some(Rect::new(at, whole));
        let items = shapes.into_iter().map(Item::silent).collect();
        window.show(&scene_of(vec![Layer { clip, items }]));
        let size = Size::new(value, 10.0);
        window.show(&Arc::new(Scene { size, background: WHITE, layers: vec![] }));
        let rect = egui::Rect::from_min_size(pos2(value, 0.0), vec2(value, 10.0));
        let plain = scene(vec![disc(fill, None)]);
        window.frame(|painter, on, _| painter.paint(on, rect, &plain));
    }
    window.show(&scene_of(vec![]));
    assert!(is_near(color_at(&window.show(&scene(vec![disc(Fill::Solid(RED), None)])), 30, 30), RED));
}

#[test]
fn items_are_drawn_once_at_their_place() {
    let mut window = Window::new(60.0, 60.0);
    let items: Vec<Item> = [small_disc(10.0, 10.0, RED), small_disc(10.0, 10.0, BLUE)].map(Item::silent).to_vec();
    let picture = window.frame(|_, on, _| {
        paint_items(on, egui::Rect::from_min_size(pos2(20.0, 30.0), vec2(20.0, 20.0)), &items);
    });
    assert!(is_near(color_at(&picture, 30, 40), BLUE));
}

#[test]
fn a_picture_survives_its_png() {
    let picture = drawn(vec![disc(HATCH, None)]);
    let read = resvg::tiny_skia::Pixmap::decode_png(&picture.png()).unwrap();
    assert_eq!((read.width() as usize, read.height() as usize), (picture.width, picture.height));
    let pixel = read.pixel(30, 30).unwrap();
    assert_eq!([pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()], picture.pixel(30, 30));
}
