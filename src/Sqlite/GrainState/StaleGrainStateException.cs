namespace Tollgate.Sqlite.GrainState;

/// <summary>A state was not changed, because it is not the one that the writer knows.</summary>
/// <param name="standing">The etag of the state that stands; null where there is none.</param>
/// <param name="expected">The etag that the writer knows; null where it knows of none.</param>
public sealed class StaleGrainStateException(string name, string? standing, string? expected)
    : Exception($"The state '{name}' is not the one that was to be changed.")
{
    public string Name { get; } = name;

    public string? Standing { get; } = standing;

    public string? Expected { get; } = expected;
}
