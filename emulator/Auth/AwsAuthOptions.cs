namespace Onair.Emulator.Auth;

/// <summary>The emulated account. Section <c>Emulator</c>.</summary>
internal sealed class AwsAuthOptions
{
    /// <summary>The long-lived access key of the account's operator.</summary>
    public string AccessKeyId { get; set; } = "onair";

    /// <summary>The secret of <see cref="AccessKeyId"/>.</summary>
    public string SecretAccessKey { get; set; } = "onair-secret";

    /// <summary>Twelve digits, used in every ARN.</summary>
    public string AccountId { get; set; } = "123456789012";

    /// <summary>Where the account's regional services are.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>Where all state is kept; STS sessions go below <c>sts/</c>.</summary>
    public string DataDirectory { get; set; } = "data";
}
