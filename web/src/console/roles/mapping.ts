import { answer, facade, type Mapping } from '../../api/facade';

export const rolesOf = (text: string) => [...new Set(text.split(',').map((role) => role.trim()).filter(Boolean))];

// Meant for the map as it was shown: if somebody has changed it since, nothing is written.
const ifMatch = (version: number) => ({ 'If-Match': `"${version}"` });

export const saveMapping = (mapping: Mapping, version: number) => answer(facade.PUT('/v1/admin/role-map', { params: { header: ifMatch(version) }, body: mapping }));

export const removeMapping = ({ resource, method }: Mapping, version: number) =>
  answer(facade.DELETE('/v1/admin/role-map', { params: { header: ifMatch(version), query: { resource: resource!, method: method! } } }));
