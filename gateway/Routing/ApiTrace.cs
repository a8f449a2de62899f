namespace Onair.Gateway.Routing;

/// <summary>What is known of a request for its line in the log and its series; nothing of it is secret.</summary>
internal sealed class ApiTrace
{
    private static readonly object Key = new();

    /// <summary>The route's path with its parameters' names.</summary>
    public string Route { get; set; } = "none";

    public string Caller { get; set; } = "unknown";

    public string Namespace { get; set; } = "";

    public static ApiTrace Of(HttpContext context)
    {
        if (context.Items.TryGetValue(Key, out var known)) return (ApiTrace)known!;
        var trace = new ApiTrace();
        context.Items[Key] = trace;
        return trace;
    }
}
