using Onair.Emulator.Protocol;

namespace Onair.Emulator.Apis;

/// <summary>
/// How many requests a service takes in a second: MediaLive all operations together, IVS each on its own, by "API Call Rate Quotas" of "IVS
/// Service Quotas" in its user guide. The others take any number.
/// </summary>
internal sealed class RequestLimits
{
    private readonly TokenBucket? _mediaLive;
    private readonly Dictionary<string, TokenBucket> _ivs = new(StringComparer.Ordinal);

    public RequestLimits(RateLimitOptions options, TimeProvider time)
    {
        if (!options.Enabled) return;
        _mediaLive = new TokenBucket(options.PerSecond, options.Burst, time);
        foreach (var operation in WireModel.Load("ivs").Operations) _ivs[operation.Name] = new TokenBucket(OfIvs(operation.Name), OfIvs(operation.Name), time);
    }

    /// <exception cref="OperationException">The request is over the limit.</exception>
    public void Take(string service, string operation)
    {
        if (service == "medialive" && _mediaLive?.TryTake() == false) throw new OperationException("TooManyRequestsException", "Too Many Requests");
        if (service == "ivs" && _ivs.TryGetValue(operation, out var limit) && !limit.TryTake())
            throw new OperationException("ThrottlingException", "Rate exceeded") { Status = StatusCodes.Status429TooManyRequests };
    }

    /// <summary>Requests of an IVS operation in a second.</summary>
    public static int OfIvs(string operation) => operation switch
    {
        "TagResource" or "UntagResource" or "ListTagsForResource" => 10,
        _ when operation.Contains("RecordingConfiguration", StringComparison.Ordinal) || operation.Contains("PlaybackKeyPair", StringComparison.Ordinal) => 3,
        _ => 5,
    };
}
