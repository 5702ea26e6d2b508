namespace Tollgate.Local.ApiGateway;

/// <summary>The kinds of API, which differ in events, answers and configuration.</summary>
public enum ProtocolType
{
    Rest,
    Http,
    WebSocket,
}
