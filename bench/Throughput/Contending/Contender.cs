using Tollgate.Throughput.Loading;

namespace Tollgate.Throughput.Contending;

/// <summary>A row of the report: a server, and who calls it.</summary>
/// <param name="IsEmulated">Whether its store is an emulator here: of its figures, requests and units carry over to AWS, times don't.</param>
internal sealed record Contender(string Name, Server Server, Callers Callers = Callers.Thousand, int Connections = Loading.Wrk.Connections)
{
    public bool IsEmulated => Server.Store == Store.DynamoDb;
}
