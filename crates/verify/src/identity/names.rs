//! Many names of teams, and which of them another one may be taken for.

use std::collections::HashMap;

use bonafide_model::audit::Likeness;

use super::name::{Form, Name};

/// The most names that are told for one: of a list that has the same name ten thousand times, three
/// say it.
const MAX_TOLD: usize = 3;

/// Names of teams, to be asked what another name may be taken for. It compares names and nothing
/// else: that two are alike says nothing of who bears them.
#[derive(Debug, Clone, Default)]
pub struct Names {
    by_form: HashMap<Form, Vec<usize>>,
    count: usize,
}

impl Names {
    /// Adds a name, and says by which number it is told: they are counted from 0.
    pub fn add(&mut self, name: &str) -> usize {
        let number = self.count;
        for form in Name::new(name).forms() {
            self.by_form.entry(form).or_default().push(number);
        }
        self.count += 1;
        number
    }

    /// The names that this one may be taken for, the most alike first, at most three; each with how.
    #[must_use]
    pub fn like(&self, name: &str) -> Vec<(usize, Likeness)> {
        let mut found: Vec<(usize, Likeness)> = Vec::new();
        // The forms come in the order from the same name to the same words.
        for form in Name::new(name).forms() {
            let how = match form {
                Form::Same(_) => Likeness::Same,
                Form::Look(_) => Likeness::Look,
                Form::Words(_) => Likeness::Words,
            };
            let numbers = self.by_form.get(&form).into_iter().flatten();
            for number in numbers.take(2 * MAX_TOLD) {
                if found.len() < MAX_TOLD && found.iter().all(|(other, _)| other != number) {
                    found.push((*number, how));
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_alike_come_first_and_a_crowd_of_one_name_is_told_by_three() {
        let mut names = Names::default();
        for name in ["Grove CERT", "Gr\u{43e}ve CERT", "Grove CSIRT", "Oak"] {
            names.add(name);
        }
        assert_eq!(
            names.like("grove-cert"),
            [
                (0, Likeness::Same),
                (1, Likeness::Look),
                (2, Likeness::Words)
            ]
        );
        assert_eq!(names.like("Elm"), []);
        assert_eq!(names.like(""), []);
        (0..10_000).for_each(|_| {
            names.add("Oak");
        });
        assert_eq!(names.like("oak").len(), 3);
    }
}
