using OpenTelemetry;

namespace Tollgate.Silo.Observability;

/// <summary>Takes out of Orleans' spans which grain was called, and by which: the quota's is called as its principal, and that is a person's name.</summary>
internal sealed class WithoutGrainIds : BaseProcessor<System.Diagnostics.Activity>
{
    private static readonly string[] Ids = ["orleans.rpc.target_id", "orleans.rpc.source_id", "orleans.grain.id", "orleans.activation.id"];

    public override void OnEnd(System.Diagnostics.Activity data)
    {
        foreach (var id in Ids)
            data.SetTag(id, null);
    }
}
