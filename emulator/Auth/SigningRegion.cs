namespace Onair.Emulator.Auth;

/// <summary>
/// The region that a request must be signed for. CloudFront has one endpoint for all regions, which takes signatures for
/// us-east-1 only: see "Elements of an AWS API request signature" in the IAM user guide and "Amazon CloudFront endpoints and
/// quotas" in the AWS General Reference.
/// </summary>
internal static class SigningRegion
{
    private const string Global = "us-east-1";

    /// <param name="service">Signing name.</param>
    /// <param name="region">The account's region.</param>
    public static string Of(string service, string region) => service is "cloudfront" or "iam" ? Global : region;
}
