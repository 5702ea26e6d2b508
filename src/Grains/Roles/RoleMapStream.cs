using Tollgate.Domain.Roles;
using Tollgate.Grains.Streams;

namespace Tollgate.Grains.Roles;

internal static class RoleMapStream
{
    public static readonly StreamKind<RoleMap, RoleMapEvent> Kind = new(
        static (map, happened) => map.Evolve(happened),
        RoleMapEventCodec.Encode,
        RoleMapEventCodec.Decode);
}
