namespace Onair.Api.BroadcastSites;

/// <summary>The condition types of a BroadcastSite besides those that all resources share.</summary>
public static class BroadcastSiteConditions
{
    /// <summary>At least one visitor broadcasts.</summary>
    public const string Live = "Live";
}
