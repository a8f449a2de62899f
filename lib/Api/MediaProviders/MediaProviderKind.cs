namespace Onair.Api.MediaProviders;

/// <summary>The kind MediaProvider.</summary>
public static class MediaProviderKind
{
    /// <summary>What all places that handle every kind need to know of it.</summary>
    public static KindDefinition<MediaProvider> Definition { get; } = new("MediaProvider", "mediaproviders", KindScope.Cluster, OnairJsonContext.Default.MediaProvider, OnairJsonContext.Default.ResourceListMediaProvider)
    {
        ShortName = "provider",
        Columns =
        [
            new("Region", ".spec.aws.region"),
            new("Account", ".status.accountId"),
            new("Orphans", ".status.orphanCount", Type: "integer"),
        ],
        Rules = MediaProviderRules.Table,
        GuardsDeletion = true,
        WebhookVerbs = ["get", "list", "watch"],
        GatewayVerbs = ["get", "list", "watch"],
    };
}
