using System.Diagnostics.Metrics;

namespace Onair.Gateway.Metrics;

/// <summary>The stream API's instruments. Callers, namespaces and ids are not labels: their number is unbounded.</summary>
internal static class ApiMetrics
{
    private static readonly Meter Meter = new("Onair.Gateway.StreamApi");

    private static readonly HashSet<string> Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

    private static readonly Counter<long> Requests = Meter.CreateCounter<long>(
        "onair_stream_api_requests_total", description: "Requests to the stream API by route, method and status.");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "onair_stream_api_request_duration_seconds", "s", "How long a request to the stream API took, by route and method.");

    private static readonly Counter<long> Reviews = Meter.CreateCounter<long>(
        "onair_stream_api_reviews_total", description: "TokenReviews and SubjectAccessReviews sent to the API server, by kind and result.");

    public static void Answered(string route, string method, int status, TimeSpan took)
    {
        var known = Methods.Contains(method) ? method : "other";
        Requests.Add(1, new("route", route), new("method", known), new("status", status));
        Duration.Record(took.TotalSeconds, new("route", route), new("method", known));
    }

    public static void Reviewed(string kind, string result) => Reviews.Add(1, new("kind", kind), new("result", result));
}
