using Onair.Api.MediaProviders;

namespace Onair.Operator.MediaProviders;

/// <summary>Whether a provider is usable.</summary>
/// <param name="Usable">It is.</param>
/// <param name="Reason">Why, for programs.</param>
/// <param name="Message">Why, for people.</param>
/// <param name="Account">The AWS account that the credentials belong to.</param>
/// <param name="Arn">The principal that the credentials belong to.</param>
/// <param name="KeyId">Id of the key that signs playback tokens.</param>
internal sealed record ProviderCheck(bool Usable, string Reason, string Message, string? Account = null, string? Arn = null, string? KeyId = null)
{
    /// <summary>The status with what the check has verified. Account and region are recorded together, and stay. A pure function.</summary>
    /// <param name="before">The former status.</param>
    /// <param name="region">The region of the spec.</param>
    public MediaProviderStatus Recorded(MediaProviderStatus before, string? region) => before with
    {
        AccountId = before.AccountId ?? Account,
        Region = before.Region ?? (Account is null ? null : region),
        Arn = Arn ?? before.Arn,
    };
}
