namespace Tollgate.Silo.Commands.Import;

/// <summary>What became of each thing that was found; what could not be taken over is said at once, row by row.</summary>
internal sealed class ImportReport(bool isDryRun, TextWriter error)
{
    private readonly Lock _lock = new();
    private readonly Tally _roles = new("role mappings");
    private readonly Tally _overrides = new("overrides");
    private readonly Tally _usages = new("usages of today");

    public int Rows { get; private set; }

    /// <summary>Rows that make no sense.</summary>
    public int Refused { get; private set; }

    public void Role(bool isNew) => Count(() => _roles.Count(isNew));

    public void Override(bool isNew) => Count(() => _overrides.Count(isNew));

    public void Usage(bool isNew) => Count(() => _usages.Count(isNew));

    public void Row() => Count(() => Rows++);

    /// <summary>Something stands there already that says otherwise: it is newer, and stays.</summary>
    public void RoleStays(string what) => Count(() => Say(what, _roles.Stays));

    /// <inheritdoc cref="RoleStays"/>
    public void OverrideStays(string what) => Count(() => Say(what, _overrides.Stays));

    public void Refuse(string what) => Count(() => Say(what, () => Refused++));

    public override string ToString() => string.Join(Environment.NewLine,
        $"{Rows} rows read{(isDryRun ? "; nothing was written, this is what would be:" : ":")}", _roles, _overrides, _usages, $"{Refused,8} rows refused");

    private void Count(Action count)
    {
        lock (_lock)
            count();
    }

    private void Say(string what, Action count)
    {
        count();
        error.WriteLine(what);
    }

    private sealed class Tally(string name)
    {
        private int _new;
        private int _same;
        private int _staying;

        public void Count(bool isNew) => _ = isNew ? _new++ : _same++;

        public void Stays() => _staying++;

        public override string ToString() => $"{_new,8} {name} written, {_same} stood there already, {_staying} others stay";
    }
}
