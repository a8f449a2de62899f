using Onair.Gateway.Routing;

namespace Onair.Gateway.Streams;

/// <summary>The routes of streams.</summary>
internal static class StreamRoutes
{
    public static IReadOnlyList<ApiRoute> Table { get; } = [];
}
