import { readFileSync } from 'node:fs';
import { ParameterFault } from './parameters.mjs';

/** A mapping that the role map begins with. Who may call what later is changed over HTTP, not here. */
export interface Mapping {
  resource: string;
  method: string;
  roles: string[];
}

/** Reads `role-map.json`; the silo checks what the values mean, this checks that they are there. */
export function readRoleMap(file: URL | string): Mapping[] {
  let mappings: unknown;
  try {
    mappings = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new ParameterFault('role-map.json cannot be read as JSON.');
  }
  if (!Array.isArray(mappings) || mappings.length > 200 || !mappings.every(isMapping))
    throw new ParameterFault('role-map.json is a list of at most 200 objects like {"resource":"/blog","method":"GET","roles":["IT"]}.');
  return mappings;
}

/** As the settings `RoleMap:Bootstrap:N:...` of a silo, for its environment. */
export function toEnvironment(mappings: readonly Mapping[]): Record<string, string> {
  return Object.fromEntries(mappings.flatMap(({ resource, method, roles }, i) => [
    [`RoleMap__Bootstrap__${i}__Resource`, resource],
    [`RoleMap__Bootstrap__${i}__Method`, method],
    [`RoleMap__Bootstrap__${i}__Roles`, roles.join(',')],
  ]));
}

function isMapping(value: unknown): value is Mapping {
  if (typeof value !== 'object' || value === null) return false;
  const { resource, method, roles, ...rest } = value as Record<string, unknown>;
  const isRole = (role: unknown) => typeof role === 'string' && role !== '' && !role.includes(',');
  return typeof resource === 'string' && resource.startsWith('/') && typeof method === 'string' && Array.isArray(roles) && roles.length > 0
    && roles.every(isRole) && Object.keys(rest).length === 0;
}
