// Which way a picture is wide: the frame around places.
import type { Point } from "../canvas/board";

export function centre(points: Iterable<Point>): Point {
  let count = 0;
  const sum = { x: 0, y: 0 };
  for (const point of points) {
    sum.x += point.x;
    sum.y += point.y;
    count += 1;
  }
  return count === 0 ? { x: 0, y: 0 } : { x: sum.x / count, y: sum.y / count };
}
