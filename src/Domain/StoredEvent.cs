namespace Tollgate.Domain;

/// <summary>An event in the form it is kept: its stored name, and its fields as UTF-8 JSON. A file format: names and fields are for ever.</summary>
public readonly record struct StoredEvent(string Type, byte[] Data);
