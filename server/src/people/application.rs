use crate::act::Act;
use crate::store::Stored;

/// An application (申請) and whose it is.
pub(crate) struct Application {
    pub(crate) id: String,
    pub(crate) person_id: String,
}

/// The application these three numbers name; made when nobody has named it yet.
pub(crate) fn application(
    act: &mut Act<'_>,
    insurer_no: &str,
    insured_no: &str,
    apply_date: &str,
) -> Stored<Application> {
    let person_id = match act.tx.person(insurer_no, insured_no)? {
        Some(id) => id,
        None => {
            let id = act.id();
            act.tx.put_person(&id, insurer_no, insured_no)?;
            id
        }
    };
    let id = match act.tx.application(&person_id, insurer_no, apply_date)? {
        Some(id) => id,
        None => {
            let id = act.id();
            act.tx.put_application(&id, &person_id, insurer_no, apply_date)?;
            id
        }
    };
    Ok(Application { id, person_id })
}
