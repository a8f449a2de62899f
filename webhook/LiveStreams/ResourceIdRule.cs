namespace Onair.Webhook.LiveStreams;

/// <summary>The content ids that the gateway's key server accepts. Other key servers may accept more.</summary>
internal static class ResourceIdRule
{
    public static bool IsTaken(string id) =>
        id.Length is > 0 and <= 256 && id is not ("." or "..") && !id.Any(c => c is '/' or '\\' or '%' || char.IsControl(c));
}
