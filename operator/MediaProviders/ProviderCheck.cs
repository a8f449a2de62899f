using Onair.Api.MediaProviders;
using Onair.Operator.ProviderAccess;
using Onair.Operator.Reconciliation;

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
    /// <summary>The reason when AWS or the service does not answer, which says nothing about the provider.</summary>
    public const string Unreachable = "Unreachable";

    /// <summary>A Secret does not exist, or lacks a key, and may still come.</summary>
    public bool MayCome { get; init; }

    /// <summary>What it means for the conditions that every kind has.</summary>
    public RoundEnd End => this switch
    {
        { Usable: true } => new Settle(),
        { MayCome: true } => new Wait(Reason, Message, WaitFor.Reference),
        { Reason: Unreachable } => new Unsure(Reason, Message),
        _ => new Stall(Reason, Message),
    };

    /// <summary>The provider's credentials cannot be obtained or used.</summary>
    public static ProviderCheck Of(CredentialsException e) => new(false, e.Reason, e.Message) { MayCome = e.MayCome };

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
