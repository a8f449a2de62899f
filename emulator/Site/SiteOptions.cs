namespace Onair.Emulator.Site;

/// <summary>The example web site with webcam broadcasts: section <c>Emulator:Site</c>.</summary>
internal sealed record SiteOptions
{
    /// <summary>Address of the signaling service as browsers reach it, e.g. <c>https://live.example.com</c>; empty for no site.</summary>
    public string Signaling { get; set; } = "";

    /// <summary>The BroadcastSite as <c>{namespace}/{name}</c>; <c>?site=</c> of a page names another one.</summary>
    public string Name { get; set; } = "default/demo";

    /// <summary>The secret that the BroadcastSite checks tokens with; empty for a BroadcastSite with <c>auth: open</c>.</summary>
    public string TokenSecret { get; set; } = "";
}
