using Tollgate.Domain.Roles;
using Tollgate.Grains.Streams;

namespace Tollgate.Grains.Roles;

internal static class RoleMapStream
{
    public static readonly StreamDefinition<RoleMap, RoleMapEvent> Definition = new(
        RoleMap.Stream,
        RoleMap.Initial,
        static (map, happened) => map.Evolve(happened),
        RoleMapEventCodec.Encode,
        RoleMapEventCodec.Decode);
}
