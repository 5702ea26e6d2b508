namespace Tollgate.EndToEnd.Tests.Fixtures;

/// <summary>Processes as Linux lists them.</summary>
internal static class ProcessTree
{
    /// <summary>The children of a process, their children, and so on.</summary>
    public static IReadOnlyList<int> Below(int processId)
    {
        var parents = Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => name!.All(char.IsAsciiDigit)).Select(name => int.Parse(name!))
            .Select(id => (id, parent: Stat(id)?.Parent)).Where(found => found.parent is not null).ToLookup(found => found.parent!.Value, found => found.id);
        var found = new List<int>();
        var next = new Queue<int>(parents[processId]);
        while (next.TryDequeue(out var id))
        {
            found.Add(id);
            foreach (var child in parents[id])
                next.Enqueue(child);
        }

        return found;
    }

    // One that has ended and whose end nobody has asked for yet is gone all the same.
    public static bool IsAlive(int processId) => Stat(processId) is { State: not "Z" };

    // 4711 (a name in brackets) S 4242 ...
    private static (string State, int Parent)? Stat(int processId)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{processId}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0], int.Parse(fields[1]));
        }
        catch (IOException)
        {
            return null; // gone meanwhile
        }
    }
}
