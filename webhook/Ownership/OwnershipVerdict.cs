using Onair.Api.Rules;

namespace Onair.Webhook.Ownership;

/// <summary>
/// The verdict on a write that is the operator's own. A cluster administrator may do it, with a warning: an operator that is gone must not
/// lock objects in. The chart's ValidatingAdmissionPolicies have the same sentences.
/// </summary>
internal static class OwnershipVerdict
{
    public const string StatusRefusal = "Only Onair's operator may write the status. Edit the spec instead. A cluster administrator may write the status.";

    public const string StatusWarning =
        "The status was not written by Onair's operator. It may lose resources in AWS or at the video service. Lost resources keep billing, and nothing reports them.";

    private const string Leak = "What the object has in AWS or at the video service stays there. It keeps billing, and nothing reports it.";

    /// <summary>The verdict on somebody who is not the operator.</summary>
    public static Verdict Of(ProtectedWrite write, bool isAdministrator) => (write.IsStatus, isAdministrator) switch
    {
        (true, true) => new() { Warnings = [StatusWarning] },
        (true, false) => new() { Forbidden = StatusRefusal },
        (false, true) => new() { Warnings = [$"metadata.finalizers: {Names(write)} was removed by hand. {Leak}"] },
        (false, false) => new()
        {
            Forbidden = $"metadata.finalizers: Only Onair's operator may remove {Names(write)}. It does so once nothing is left behind; the status says what it waits for. "
                + "Send metadata.finalizers unchanged. A cluster administrator may remove it.",
        },
    };

    private static string Names(ProtectedWrite write) => string.Join(" and ", write.Finalizers);
}
