/** By itself, because public pages ask it before they bring anything that finds. */
const POSTCODE = /^\s*([a-z]{1,2}\d[a-z\d]?)(?:\s*\d[a-z]{2})?\s*$/i;

/** The district that a question names, when it is a postcode, whole or its first half. */
export const districtAsked = (query = ''): string | undefined => POSTCODE.exec(query)?.[1]?.toUpperCase();
