"""Demo data: invented people and letters, made by the same acts as real use, spread over the last five weeks."""
