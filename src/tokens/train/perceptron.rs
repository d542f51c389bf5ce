//! Averaged perceptrons over hashed features, in whole numbers.
//!
//! A feature scores only once it has been updated a few times (Goldberg and
//! Elhadad 2011): the model that is trained is then the sparse one that is kept.

use rustc_hash::FxHashMap;

/// A small deterministic generator (xorshift64).
#[derive(Debug, Clone)]
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// Returns a number below `n`.
    pub(super) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 16) % (n.max(1) as u64)).unwrap_or(0)
    }

    /// Puts the items in a random order.
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}

/// A weight and the sum that its average is computed from.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    weight: i32,
    sum: i64,
}

impl Cell {
    fn add(&mut self, step: i32, clock: i64) {
        self.weight += step;
        self.sum += clock * i64::from(step);
    }

    /// Returns the average weight over all steps of the clock.
    #[expect(clippy::cast_precision_loss, reason = "sums stay far below 2^52")]
    fn average(self, clock: i64) -> f64 {
        f64::from(self.weight) - self.sum as f64 / clock as f64
    }
}

/// A perceptron of many classes, few of them with weight in any feature.
#[derive(Debug)]
pub(super) struct SparsePerceptron {
    rows: FxHashMap<u64, u32>,
    cells: Vec<(u32, Vec<(u8, Cell)>)>,
    clock: i64,
    min_updates: u32,
}

/// A feature's key with its averaged weights.
pub(super) type SparseRow = (u64, Vec<(u8, f64)>);

impl SparsePerceptron {
    pub(super) fn new(min_updates: u32) -> Self {
        Self {
            rows: FxHashMap::default(),
            cells: Vec::new(),
            clock: 1,
            min_updates,
        }
    }

    /// Returns the classes' scores: the sums of the features' weights.
    pub(super) fn score(&self, keys: &[u64]) -> [i32; 256] {
        let mut scores = [0; 256];
        for key in keys {
            let row = self.rows.get(key).and_then(|&r| self.cells.get(r as usize));
            let Some((_, cells)) = row.filter(|(n, _)| *n >= self.min_updates) else {
                continue;
            };
            for (class, cell) in cells {
                if let Some(score) = scores.get_mut(usize::from(*class)) {
                    *score += cell.weight;
                }
            }
        }
        scores
    }

    /// Moves weight to the right class where the guess was wrong.
    pub(super) fn learn(&mut self, keys: &[u64], right: u8, guess: u8) {
        if right != guess {
            for &key in keys {
                let next = u32::try_from(self.cells.len()).unwrap_or(u32::MAX);
                let row = *self.rows.entry(key).or_insert(next);
                if row == next {
                    self.cells.push((0, Vec::new()));
                }
                let Some((n, cells)) = self.cells.get_mut(row as usize) else {
                    continue;
                };
                *n += 1;
                for (class, step) in [(right, 1), (guess, -1)] {
                    if let Some((_, cell)) = cells.iter_mut().find(|(c, _)| *c == class) {
                        cell.add(step, self.clock);
                    } else {
                        let mut cell = Cell::default();
                        cell.add(step, self.clock);
                        cells.push((class, cell));
                    }
                }
            }
        }
        self.clock += 1;
    }

    /// Returns the features that score with their averaged weights, sorted by key.
    pub(super) fn averaged(&self) -> Vec<SparseRow> {
        let mut keys: Vec<(u64, u32)> = self.rows.iter().map(|(&k, &r)| (k, r)).collect();
        keys.sort_unstable();
        let rows = keys.into_iter().filter_map(|(key, row)| {
            let (n, cells) = self.cells.get(row as usize)?;
            (*n >= self.min_updates).then(|| {
                let mut row: Vec<_> = cells
                    .iter()
                    .map(|(class, cell)| (*class, cell.average(self.clock)))
                    .collect();
                row.sort_unstable_by_key(|(class, _)| *class);
                (key, row)
            })
        });
        rows.collect()
    }
}

/// A perceptron of three classes whose weights sum to zero in each feature.
///
/// The rows lie in one open-addressing table: training looks up a hundred
/// features for each of millions of decisions.
#[derive(Debug)]
pub(super) struct TriplePerceptron {
    rows: Vec<TripleRow>,
    used: usize,
    clock: i64,
    min_updates: u32,
}

#[derive(Debug, Clone, Copy, Default)]
struct TripleRow {
    key: u64,
    updates: u32,
    cells: [Cell; 2],
}

impl TriplePerceptron {
    pub(super) fn new(min_updates: u32) -> Self {
        Self {
            rows: vec![TripleRow::default(); 1 << 16],
            used: 0,
            clock: 1,
            min_updates,
        }
    }

    fn find(&self, key: u64) -> usize {
        let mask = self.rows.len() - 1;
        let mut at = usize::try_from(key >> 20).unwrap_or(0) & mask;
        while let Some(row) = self.rows.get(at) {
            if row.updates == 0 || row.key == key {
                break;
            }
            at = (at + 1) & mask;
        }
        at
    }

    /// Returns the scores of the three classes.
    pub(super) fn score(&self, keys: &[u64]) -> [i32; 3] {
        let mut sums = [0; 2];
        for &key in keys {
            if let Some(row) = self.rows.get(self.find(key))
                && row.updates >= self.min_updates
            {
                sums[0] += row.cells[0].weight;
                sums[1] += row.cells[1].weight;
            }
        }
        [sums[0], sums[1], -sums[0] - sums[1]]
    }

    /// Moves weight to the right class where the guess was wrong.
    pub(super) fn learn(&mut self, keys: &[u64], right: usize, guess: usize) {
        if right != guess {
            for &key in keys {
                if self.used * 2 > self.rows.len() {
                    self.grow();
                }
                let at = self.find(key);
                let Some(row) = self.rows.get_mut(at) else {
                    continue;
                };
                self.used += usize::from(row.updates == 0);
                row.key = key;
                row.updates += 1;
                for (class, step) in [(right, 1), (guess, -1)] {
                    if let Some(cell) = row.cells.get_mut(class) {
                        cell.add(step, self.clock);
                    }
                }
            }
        }
        self.clock += 1;
    }

    fn grow(&mut self) {
        let larger = vec![TripleRow::default(); self.rows.len() * 2];
        let rows = std::mem::replace(&mut self.rows, larger);
        for row in rows.into_iter().filter(|row| row.updates > 0) {
            let at = self.find(row.key);
            if let Some(place) = self.rows.get_mut(at) {
                *place = row;
            }
        }
    }

    /// Returns the features that score with the first two averaged weights, sorted by key.
    pub(super) fn averaged(&self) -> Vec<(u64, [f64; 2])> {
        let kept = self
            .rows
            .iter()
            .filter(|row| row.updates >= self.min_updates.max(1));
        let mut rows: Vec<_> = kept
            .map(|row| (row.key, row.cells.map(|cell| cell.average(self.clock))))
            .collect();
        rows.sort_unstable_by_key(|(key, _)| *key);
        rows
    }
}
