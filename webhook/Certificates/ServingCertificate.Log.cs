namespace Onair.Webhook.Certificates;

internal sealed partial class ServingCertificate
{
    [LoggerMessage(1, LogLevel.Information, "Serving the certificate {Subject}, serial number {SerialNumber}, valid until {NotAfter:O}")]
    private partial void LogServed(string subject, string serialNumber, DateTimeOffset notAfter);

    [LoggerMessage(2, LogLevel.Warning, "Cannot serve tls.crt and tls.key in {Folder}: {Problem}; {Instead}")]
    private partial void LogIgnored(string folder, string problem, string instead);
}
