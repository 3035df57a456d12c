"""Bodies, posts, people and yearly figures of units."""
