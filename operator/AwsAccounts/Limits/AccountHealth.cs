using System.Collections.Concurrent;
using Amazon.Runtime;
using Onair.Aws;

namespace Onair.Operator.AwsAccounts.Limits;

/// <summary>
/// Whether AWS answers the calls of one account. It is kept by service: a network that swallows MediaLive's calls may let those to S3 through.
/// </summary>
/// <param name="provider">The MediaProvider's name.</param>
/// <param name="time">The clock.</param>
internal sealed class AccountHealth(string provider, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ServiceCircuit> _services = new(StringComparer.Ordinal);

    public string Provider => provider;

    /// <summary>When any service last answered; null when none has yet.</summary>
    public DateTimeOffset? LastAnswer => _services.Values.Max(s => s.LastAnswer);

    /// <summary>Since when a service has not answered; null while all answer.</summary>
    public DateTimeOffset? SilentSince => _services.Values.Min(s => s.SilentSince);

    /// <summary>A service does not answer, or lets calls wait.</summary>
    public bool IsImpaired => _services.Values.Any(s => s.IsImpaired);

    /// <summary>The services that were called.</summary>
    public IEnumerable<(string Name, ServiceCircuit Circuit)> Services => _services.Select(s => (s.Key, s.Value));

    public ServiceCircuit Of(string service) => _services.GetOrAdd(service, _ => new(time));

    /// <summary>Fails at once when a call to the service would not be sent.</summary>
    /// <exception cref="NotSentException">The service has not answered for a while.</exception>
    public void EnsureAnswering(string service)
    {
        if (Of(service).Refuses(CallPriorityScope.Current)) throw Silent(service);
    }

    /// <summary>Does a call, unless the service has not answered for a while, and notes whether it answers.</summary>
    /// <exception cref="NotSentException">The service has not answered for a while.</exception>
    public async Task<T> CallAsync<T>(string service, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        var circuit = Of(service);
        var entered = circuit.Enter(CallPriorityScope.Current) ?? throw Silent(service);
        bool? answered = null;
        try
        {
            var result = await call();
            answered = true;
            return result;
        }
        catch (Exception e)
        {
            if (!cancellationToken.IsCancellationRequested) answered = IsAnswer(e);
            throw;
        }
        finally
        {
            circuit.Leave(entered, answered);
        }
    }

    /// <summary>Whether an error is the service's answer. A pure function.</summary>
    /// <returns>Null when it says nothing about the service: the call failed before it was sent.</returns>
    internal static bool? IsAnswer(Exception error) => error switch
    {
        // Without a status there was no response; the library may have put the transport's error inside.
        AmazonServiceException { StatusCode: 0 } e => e.InnerException is null ? null : IsAnswer(e.InnerException),
        // A refusal that its code explains is an answer even with a 503, which S3 throttles with.
        AmazonServiceException e => (int)e.StatusCode < 500 || AwsErrorReader.Classify(e).Kind != AwsErrorKind.Ambiguous,
        HttpRequestException or IOException or TimeoutException or OperationCanceledException => false,
        _ => null,
    };

    private NotSentException Silent(string service) =>
        new($"{service} has not answered MediaProvider \"{provider}\" since {Of(service).SilentSince:yyyy-MM-ddTHH:mm:ssZ}; the call was not sent");
}
