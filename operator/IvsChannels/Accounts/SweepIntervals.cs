using Onair.Operator.IvsChannels.AwsResources;

namespace Onair.Operator.IvsChannels.Accounts;

/// <summary>
/// How often the channels and the stream keys of an account are listed. IVS takes 5 calls of each operation a second, which cannot be raised
/// (<see href="https://docs.aws.amazon.com/ivs/latest/LowLatencyUserGuide/service-quotas.html">IVS Service Quotas</see>); Onair counts all
/// operations together, and gives each list a small share. Pure functions.
/// </summary>
internal static class SweepIntervals
{
    private const double Share = 0.04;

    // Changes by others are rarer than streams that begin and end.
    private const int StreamSweeps = 6;

    /// <summary>Each sixth sweep of the streams; less often in an account of thousands of channels.</summary>
    /// <param name="rate">Calls to IVS per second that the account allows.</param>
    /// <param name="channels">All channels of the account.</param>
    /// <param name="options">The shortest intervals.</param>
    public static TimeSpan Channels(double rate, int channels, OperatorOptions options) =>
        AtLeast(StreamSweeps * options.SweepSeconds, Calls(channels, IvsContext.PageSize) / (rate * Share));

    /// <summary>The interval of the drift check; less often in an account of ten thousands of channels.</summary>
    /// <param name="rate">Calls to IVS per second that the account allows.</param>
    /// <param name="keys">The recorded stream keys.</param>
    /// <param name="options">The shortest intervals.</param>
    public static TimeSpan Keys(double rate, int keys, OperatorOptions options) =>
        AtLeast(options.DriftCheckSeconds, Calls(keys, StreamKeyResource.BatchSize) / (rate * Share));

    /// <summary>How soon a sweep that failed is repeated.</summary>
    public static TimeSpan Retry(OperatorOptions options) => TimeSpan.FromSeconds(StreamSweeps * options.SweepSeconds);

    private static double Calls(int items, int size) => Math.Ceiling(items / (double)size);

    private static TimeSpan AtLeast(double least, double seconds) => TimeSpan.FromSeconds(Math.Max(least, seconds));
}
