using Onair.Guard;

namespace Onair.Processes.Guarding;

/// <summary>Why an address was refused, for reports: the host may be a part of a secret URL, the address and the rule are not.</summary>
public static class RefusalText
{
    /// <summary>For example <c>169.254.169.254 is link-local, where clouds keep their metadata (RFC 3927)</c>.</summary>
    public static string WithoutHost(AddressRefusedException refused, string host) =>
        refused.Message.Replace($"host '{host}' is refused: ", "", StringComparison.Ordinal);
}
