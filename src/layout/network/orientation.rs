//! Rotates a part of a network so that its longer axis is horizontal.
//!
//! Knows points only. Easy to get wrong: a rotation has two solutions half a turn apart and a mirror image of each; the
//! first node decides which is taken, or the picture would flip with every small change.

use crate::layout::geometry::Point;

/// Moves the mean of `points` to the origin, rotates their longer principal axis to the horizontal, and mirrors them so
/// that the first point is at the upper left, unless it lies on an axis.
pub(super) fn lay_across(points: &mut [Point]) {
    let count = points.len().max(1) as f64;
    let (sum_x, sum_y) = points.iter().fold((0.0, 0.0), |(x, y), p| (x + f64::from(p.x), y + f64::from(p.y)));
    let (mean_x, mean_y) = (sum_x / count, sum_y / count);
    // Covariances, up to a common factor of the number of points.
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for point in points.iter() {
        let (x, y) = (f64::from(point.x) - mean_x, f64::from(point.y) - mean_y);
        xx += x * x;
        xy += x * y;
        yy += y * y;
    }
    // The axis stands at the angle t with tan 2t = 2xy / (xx − yy); half-angle formulas spare the arc tangent.
    let (along, across) = (xx - yy, 2.0 * xy);
    let length = (along * along + across * across).sqrt();
    let cos_of_double = if length > 0.0 { along / length } else { 1.0 };
    let cos = cos_of_double.midpoint(1.0).max(0.0).sqrt();
    let sin = (-cos_of_double).midpoint(1.0).max(0.0).sqrt();
    let sin = if across < 0.0 { -sin } else { sin };

    let turned = |point: &Point| {
        let (x, y) = (f64::from(point.x) - mean_x, f64::from(point.y) - mean_y);
        (x * cos + y * sin, y * cos - x * sin)
    };
    let first = points.first().map_or((0.0, 0.0), turned);
    let mirror_x = if first.0 > 0.0 { -1.0 } else { 1.0 };
    let mirror_y = if first.1 > 0.0 { -1.0 } else { 1.0 };
    for point in points.iter_mut() {
        let (x, y) = turned(point);
        *point = Point::new((x * mirror_x) as f32, (y * mirror_y) as f32);
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "tests may panic")]

    use super::*;

    /// An elongated cloud with this direction as its longer axis.
    fn cloud(direction: Point) -> Vec<Point> {
        let aside = Point::new(-direction.y, direction.x);
        [(-5.0, 0.4), (-2.0, -1.0), (0.0, 0.7), (3.0, -0.3), (4.0, 0.2)]
            .map(|(along, across)| direction * along + aside * across + Point::new(70.0, -30.0))
            .to_vec()
    }

    #[test]
    fn the_longer_axis_comes_to_lie_across_from_any_direction() {
        for direction in [(1.0, 0.0), (0.0, 1.0), (0.6, 0.8), (-0.6, 0.8), (0.8, -0.6), (-1.0, 0.0)] {
            let mut points = cloud(Point::new(direction.0, direction.1));
            lay_across(&mut points);
            let spread = |of: fn(&Point) -> f32| points.iter().map(|point| of(point) * of(point)).sum::<f32>();
            assert!(spread(|point| point.x) > 10.0 * spread(|point| point.y), "{direction:?}: {points:?}");
            assert!(points[0].x < 0.0 && points[0].y <= 0.0, "{direction:?}: {points:?}");
            assert!(points.iter().map(|point| point.x).sum::<f32>().abs() < 1e-3);
        }
    }

    #[test]
    fn one_point_goes_to_the_origin_and_none_stay_none() {
        let mut points = vec![Point::new(3.0, 4.0)];
        lay_across(&mut points);
        assert_eq!(points, [Point::ZERO]);
        lay_across(&mut []);
    }
}
