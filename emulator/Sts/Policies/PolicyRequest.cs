namespace Onair.Emulator.Sts.Policies;

/// <summary>What a caller asks for: the request context of "Policy evaluation logic".</summary>
/// <param name="Action">Service prefix and action, e.g. <c>s3:PutObject</c>.</param>
/// <param name="Resource">ARN, e.g. <c>arn:aws:s3:::bucket/key</c>; <c>*</c> for an action without a resource of its own.</param>
/// <param name="Principal">Who asks; null for an anonymous request.</param>
/// <param name="Context">Condition keys, compared without case, and their values.</param>
internal sealed record PolicyRequest(
    string Action, string Resource, PolicyIdentity? Principal, IReadOnlyDictionary<string, string> Context);

/// <summary>The identity behind a request.</summary>
/// <param name="Account">Twelve digits.</param>
/// <param name="Arn">The user's ARN, or a session's, e.g. <c>arn:aws:sts::123456789012:assumed-role/media/encoder</c>.</param>
/// <param name="RoleArn">The role of a session; null for users.</param>
internal sealed record PolicyIdentity(string Account, string Arn, string? RoleArn)
{
    /// <summary>Whether it is one of AWS's services, which has only what resource-based policies allow.</summary>
    public bool IsService { get; init; }

    /// <summary>A service as a principal in a policy.</summary>
    public static string OfService(string service) => $"service:{service}";
}
