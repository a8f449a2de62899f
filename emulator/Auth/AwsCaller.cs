namespace Onair.Emulator.Auth;

/// <summary>
/// Who signed the request, found in <c>HttpContext.Features</c> once the signature is verified. Absent when the
/// request carries no credentials at all.
/// </summary>
/// <param name="AccountId">Twelve digits.</param>
/// <param name="Arn">The user, assumed role or federated user.</param>
/// <param name="AccessKeyId">The key that signed.</param>
/// <param name="Service">The service of the credential scope, e.g. <c>medialive</c>, <c>s3</c>.</param>
/// <param name="Region">The region of the credential scope.</param>
internal sealed record AwsCaller(string AccountId, string Arn, string AccessKeyId, string Service, string Region)
{
    /// <summary>What the caller signed with; null where no store of credentials takes part.</summary>
    public AwsCredential? Credential { get; init; }
}
