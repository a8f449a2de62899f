using Amazon.Runtime;

namespace Onair.Operator.AwsAccounts;

/// <summary>
/// How long a presigned URL can work: seven days at most, and no longer than the credentials that signed it ("Download and upload objects with
/// presigned URLs", S3 user guide).
/// </summary>
internal static class SignatureLife
{
    // Seven days, less what the clocks of AWS and of this machine may differ by.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7) - TimeSpan.FromMinutes(15);

    // Of a session whose end nobody knows: the Secret of the MediaProvider says only what its keys are.
    private static readonly TimeSpan Unknown = TimeSpan.FromHours(1);

    // A session that ends sooner is replaced first: a download has to have time to begin.
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(30);

    /// <summary>The latest time until which URLs that are signed now work.</summary>
    /// <param name="credentials">What they are signed with.</param>
    /// <param name="now">The time.</param>
    public static async Task<DateTimeOffset> EndAsync(AWSCredentials credentials, DateTimeOffset now)
    {
        if (!(await credentials.GetCredentialsAsync()).UseToken) return now + Longest;
        if (credentials is RefreshingAWSCredentials refreshing && EndOf(credentials) - now < Least)
        {
            refreshing.ClearCredentials();
            await credentials.GetCredentialsAsync();
        }

        var end = EndOf(credentials) ?? now + Unknown;
        return end < now + Longest ? end : now + Longest;
    }

    private static DateTimeOffset? EndOf(AWSCredentials credentials) =>
        credentials.Expiration is { } end ? new DateTimeOffset(end.ToUniversalTime()) : null;
}
