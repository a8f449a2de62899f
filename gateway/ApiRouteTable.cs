using Onair.Gateway.Audience;
using Onair.Gateway.Broadcasts;
using Onair.Gateway.Routing;
using Onair.Gateway.Streams;

namespace Onair.Gateway;

/// <summary>All routes of the stream API.</summary>
internal static class ApiRouteTable
{
    public static IReadOnlyList<ApiRoute> Table { get; } = [.. StreamRoutes.Table, .. SplitRoutes.Table, .. BroadcastRoutes.Table, .. AudienceRoutes.Table];
}
