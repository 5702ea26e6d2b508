using Tollgate.Local.ApiGateway.Calls;

namespace Tollgate.Local.ApiGateway;

/// <summary>The way of one call through an API of one kind.</summary>
public interface IApi
{
    Task AnswerAsync(HttpContext http, ApiCall call);

    /// <summary>The answer to a fault of the stand-in's own.</summary>
    Task AnswerFaultAsync(HttpContext http, ApiCall call);
}
