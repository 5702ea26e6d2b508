using OpenTelemetry;
using Tollgate.Silo.Authorize;

namespace Tollgate.Silo.Observability;

/// <summary>
/// Takes out of spans what names a person or is whatever a caller wrote: which grain Orleans called, and for which (the quota's is called as its
/// principal), the caller's own program, the query, and the path, for which its route must do.
/// </summary>
internal sealed class WithoutNames : BaseProcessor<System.Diagnostics.Activity>
{
    private const string Path = "url.path";

    private static readonly string[] Names =
        ["orleans.rpc.target_id", "orleans.rpc.source_id", "orleans.grain.id", "orleans.activation.id", "user_agent.original", "url.query"];

    public override void OnEnd(System.Diagnostics.Activity data)
    {
        foreach (var name in Names)
            data.SetTag(name, null);
        if (data.GetTagItem(Path) is string path && path != AuthorizeApi.Path)
            data.SetTag(Path, data.GetTagItem("http.route"));
    }
}
