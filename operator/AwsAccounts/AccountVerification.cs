using Onair.Aws;
using Onair.Operator.ProviderAccess;

namespace Onair.Operator.AwsAccounts;

/// <summary>
/// Whom a built account's credentials belong to. STS is asked once, however many rounds wait for the answer, and none of them waits long:
/// an STS that does not answer must not hold the workers.
/// </summary>
internal sealed class AccountVerification(ProviderAccount account, TimeProvider time)
{
    public const string Reason = "Unverified";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private AccountIdentity? _known;
    private Task<AccountIdentity>? _asking;
    private long _failedAt;

    /// <summary>The identity, if necessary after asking for it.</summary>
    /// <exception cref="CredentialsException">It is not known yet.</exception>
    public async Task<AccountIdentity> GetAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known) return known;
        try
        {
            return await Asking().WaitAsync(Patience, time, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var error = AwsErrorReader.Classify(e);
            var message = e is TimeoutException ? "STS has not answered yet" : error.Message;
            throw new CredentialsException(
                $"the credentials are not used because their account could not be verified: {message}",
                error.Kind == AwsErrorKind.AccessDenied ? "AccessDenied" : Reason);
        }
    }

    /// <summary>Asks again. A failure leaves the known identity as it is: credentials that no longer work find nothing, not nothing there.</summary>
    public async Task<AccountIdentity> AskAsync(CancellationToken cancellationToken)
    {
        var answer = await account.Sts.CallAsync("GetCallerIdentity", (client, ct) => client.GetCallerIdentityAsync(new(), ct), cancellationToken);
        return _known = new(answer.Account, answer.Arn);
    }

    // Not a round's own: the others that wait for it go on when that round is cancelled.
    private Task<AccountIdentity> Asking()
    {
        lock (_lock)
        {
            if (_asking is null || (_asking.IsCompleted && time.GetElapsedTime(_failedAt) >= RetryAfter)) _asking = AskNotingFailureAsync();
            return _asking;
        }
    }

    private async Task<AccountIdentity> AskNotingFailureAsync()
    {
        try
        {
            return await AskAsync(CancellationToken.None);
        }
        catch
        {
            _failedAt = time.GetTimestamp();
            throw;
        }
    }
}
