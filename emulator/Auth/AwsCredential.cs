namespace Onair.Emulator.Auth;

/// <summary>An access key the emulator knows.</summary>
/// <param name="AccessKeyId">Begins with ASIA when STS issued it.</param>
/// <param name="SecretAccessKey">The shared secret.</param>
/// <param name="SessionToken">To be sent with each request; null for a long-lived key.</param>
/// <param name="Expiration">End of the session; null for a long-lived key.</param>
/// <param name="AccountId">Twelve digits.</param>
/// <param name="Arn">Who acts with it.</param>
/// <param name="UserId">The unique id that GetCallerIdentity returns.</param>
internal sealed record AwsCredential(
    string AccessKeyId, string SecretAccessKey, string? SessionToken, DateTimeOffset? Expiration,
    string AccountId, string Arn, string UserId)
{
    /// <summary>When STS issued it (<c>aws:TokenIssueTime</c>); null for a long-lived key.</summary>
    public DateTimeOffset? Issued { get; init; }

    /// <summary>The role of a role's session; null otherwise.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The session policy, as it was passed; null when there was none.</summary>
    public string? SessionPolicy { get; init; }

    /// <summary>Without the secrets: records print all members, and this one may be logged.</summary>
    public override string ToString() => $"{AccessKeyId} ({Arn})";
}
