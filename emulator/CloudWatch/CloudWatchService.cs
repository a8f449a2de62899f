using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;

namespace Onair.Emulator.CloudWatch;

/// <summary>Amazon CloudWatch.</summary>
internal sealed class CloudWatchService(MetricOperations metrics) : IAwsService
{
    /// <inheritdoc/>
    public string Service => "monitoring";

    /// <inheritdoc/>
    public string Model => "cloudwatch";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Handlers { get; } = new Dictionary<string, Func<JsonObject, JsonObject>>
    {
        ["GetMetricData"] = metrics.GetMetricData,
    };
}

/// <summary>CloudWatch's parts.</summary>
internal static class CloudWatchComposition
{
    public static IServiceCollection AddCloudWatch(this IServiceCollection services) => services
        .AddSingleton<MetricOperations>()
        .AddSingleton<IAwsService, CloudWatchService>();
}
