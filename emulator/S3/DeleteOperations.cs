using Onair.Emulator.S3.Storage;

namespace Onair.Emulator.S3;

/// <summary>DeleteObjects: up to a thousand keys in one request.</summary>
internal static class DeleteOperations
{
    private const int MostKeys = 1000;

    public static async Task DeleteAsync(S3Request request, Bucket bucket, S3Access access)
    {
        if (request.Header("Content-MD5") is null && PayloadChecks.Of(request.Context.Request).Algorithm is null)
            throw S3Errors.InvalidRequest("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        var body = await S3Xml.ReadAsync(request.Context, "Delete");
        var keys = body.Children("Object").Select(o => o.Text("Key")).ToArray();
        if (keys.Length is 0 or > MostKeys || keys.Any(string.IsNullOrEmpty)) throw S3Errors.MalformedXml();
        var quiet = body.Text("Quiet") is "true" or "1";

        var denied = keys.Distinct().ToDictionary(k => k!, k => access.Denial(new S3Need("DeleteObject", bucket.Record.Name, k)));
        foreach (var key in keys)
            if (denied[key!] is null) bucket.Remove(key!);
        await S3Xml.WriteAsync(request.Context, "DeleteResult", xml =>
        {
            foreach (var (key, why) in denied)
            {
                if (why is null) continue;
                xml.WriteStartElement("Error");
                xml.WriteElementString("Key", key);
                xml.WriteElementString("Code", "AccessDenied");
                xml.WriteElementString("Message", why);
                xml.WriteEndElement();
            }

            if (quiet) return;
            foreach (var key in keys.Where(k => denied[k!] is null))
            {
                xml.WriteStartElement("Deleted");
                xml.WriteElementString("Key", key);
                xml.WriteEndElement();
            }
        });
    }
}
