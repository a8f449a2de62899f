using System.Diagnostics.Metrics;
using Amazon.Runtime;
using Onair.Operator.Metrics;

namespace Onair.Operator.AwsAccounts;

/// <summary>Counts the calls to AWS.</summary>
internal static class AwsMetrics
{
    private static readonly Counter<long> Calls = OnairMeter.Instance.CreateCounter<long>(
        "onair_aws_requests_total", description: "Calls to AWS by provider, service, operation and outcome.");

    private static readonly Histogram<double> Duration = OnairMeter.Instance.CreateHistogram<double>(
        "onair_aws_request_duration_seconds", "s", "Duration of calls to AWS, retries included.");

    public static async Task<T> CountAsync<T>(string provider, string service, string operation, Func<Task<T>> call)
    {
        var start = TimeProvider.System.GetTimestamp();
        var code = "OK";
        try
        {
            return await call();
        }
        catch (Exception e)
        {
            code = (e as AmazonServiceException)?.ErrorCode ?? e.GetType().Name;
            throw;
        }
        finally
        {
            Calls.Add(1, new("provider", provider), new("service", service), new("operation", operation), new("code", code));
            Duration.Record(
                TimeProvider.System.GetElapsedTime(start).TotalSeconds, new("service", service), new("operation", operation));
        }
    }
}
