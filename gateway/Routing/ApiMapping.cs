namespace Onair.Gateway.Routing;

/// <summary>Maps the routes of the stream API.</summary>
internal static class ApiMapping
{
    /// <summary>Every route is also served below this prefix, for callers of several namespaces.</summary>
    public const string NamespacePrefix = "/namespaces/{namespace}";

    public static void MapApi(this IEndpointRouteBuilder endpoints, IEnumerable<ApiRoute> routes)
    {
        var pipeline = endpoints.ServiceProvider.GetRequiredService<ApiPipeline>();
        foreach (var route in routes)
        {
            endpoints.MapMethods(route.Path, [route.Method], context => pipeline.AnswerAsync(context, route));
            endpoints.MapMethods(NamespacePrefix + route.Path, [route.Method], context => pipeline.AnswerAsync(context, route));
        }
    }
}
