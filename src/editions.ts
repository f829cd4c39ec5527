/**
 * The two editions as Thunderbird tells them apart. It replaces, updates and manages an add-on by its id: with one id for both, what is
 * published as the one would take the place of the other.
 */
export const fullEdition = {id: 'account-audit@mail-audit', name: 'extension_name'};

/** The one without the experiment, which the add-on site can have. */
export const storeEdition = {id: 'account-audit-store@mail-audit', name: 'extension_name_store'};
