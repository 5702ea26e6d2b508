using System.Runtime.CompilerServices;

namespace Tollgate.Sqlite.EventStore;

// Names the streams of the log: first those whose heads are in memory, then page by page those that the table knows besides.
internal sealed class LogCatalog(HeadMap heads, ReaderPool connections)
{
    private const int NamesOnOnePage = 500;

    // The least and the greatest character around those that a name may have.
    private const char Least = '!';
    private const char Beyond = '\x7f';

    public async IAsyncEnumerable<string> List(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var inMemory = heads.Names(prefix).ToHashSet(StringComparer.Ordinal);
        foreach (var name in inMemory)
            yield return name;

        for (var from = prefix; ;)
        {
            var page = await connections.Read(connection => connection.NamesFrom(from, prefix + Beyond, NamesOnOnePage), cancellationToken);
            foreach (var name in page.Where(name => !inMemory.Contains(name)))
                yield return name;
            if (page.Count < NamesOnOnePage)
                yield break;
            from = page[^1] + Least;
        }
    }
}
