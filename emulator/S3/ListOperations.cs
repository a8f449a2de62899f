using System.Text;
using System.Xml;
using Onair.Emulator.Auth;
using Onair.Emulator.S3.Storage;

namespace Onair.Emulator.S3;

/// <summary>ListObjects in both versions.</summary>
internal static class ListOperations
{
    private const int MostKeys = 1000;

    public static Task ListAsync(S3Request request, Bucket bucket, AwsCaller caller)
    {
        var second = request.Parameter("list-type") == "2";
        var (prefix, delimiter) = (request.Parameter("prefix") ?? "", request.Parameter("delimiter") ?? "");
        var maxKeys = Math.Min(request.Number("max-keys", 0, int.MaxValue) ?? MostKeys, MostKeys);
        var encoding = request.Parameter("encoding-type");
        if (encoding is not (null or "url"))
            throw S3Errors.InvalidArgument("encoding-type", encoding, "Invalid Encoding Method specified in Request");
        var token = request.Parameter("continuation-token");
        var after = !second ? request.Parameter("marker") ?? ""
            : token is not null ? FromToken(token)
            : request.Parameter("start-after") ?? "";
        var page = ObjectListing.Page(bucket.Objects, prefix, delimiter, after, maxKeys);
        var withOwner = !second || request.Parameter("fetch-owner") == "true";
        string Text(string text) => encoding is null ? text : RawUrl.Encode(text, keepSlash: true);

        return S3Xml.WriteAsync(request.Context, "ListBucketResult", xml =>
        {
            xml.WriteElementString("Name", bucket.Record.Name);
            xml.WriteElementString("Prefix", Text(prefix));
            if (delimiter.Length > 0) xml.WriteElementString("Delimiter", Text(delimiter));
            xml.WriteElementString("MaxKeys", XmlConvert.ToString(maxKeys));
            if (encoding is not null) xml.WriteElementString("EncodingType", encoding);
            xml.WriteElementString("IsTruncated", XmlConvert.ToString(page.IsTruncated));
            if (second)
            {
                xml.WriteElementString("KeyCount", XmlConvert.ToString(page.Count));
                if (request.Parameter("start-after") is { } start) xml.WriteElementString("StartAfter", Text(start));
                if (token is not null) xml.WriteElementString("ContinuationToken", token);
                if (page.IsTruncated) xml.WriteElementString("NextContinuationToken", ToToken(page.Last!));
            }
            else
            {
                xml.WriteElementString("Marker", Text(after));
                if (page.IsTruncated) xml.WriteElementString("NextMarker", Text(page.Last!));
            }

            foreach (var found in page.Objects) WriteObject(xml, found, Text(found.Key), withOwner ? caller : null);
            foreach (var common in page.CommonPrefixes)
            {
                xml.WriteStartElement("CommonPrefixes");
                xml.WriteElementString("Prefix", Text(common));
                xml.WriteEndElement();
            }
        });
    }

    private static void WriteObject(XmlWriter xml, ObjectRecord found, string key, AwsCaller? owner)
    {
        xml.WriteStartElement("Contents");
        xml.WriteElementString("Key", key);
        xml.WriteElementString("LastModified", BucketOperations.Timestamp(found.LastModified));
        xml.WriteElementString("ETag", ObjectHeaders.Quote(found.ETag));
        foreach (var algorithm in found.Checksums.Keys) xml.WriteElementString("ChecksumAlgorithm", algorithm);
        if (found.Checksums.Count > 0) xml.WriteElementString("ChecksumType", found.ChecksumType);
        xml.WriteElementString("Size", XmlConvert.ToString(found.Size));
        xml.WriteElementString("StorageClass", "STANDARD");
        if (owner is not null)
        {
            xml.WriteStartElement("Owner");
            xml.WriteElementString("ID", owner.AccountId);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string ToToken(string key) => Convert.ToBase64String(Encoding.UTF8.GetBytes(key));

    private static string FromToken(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(token));
        }
        catch (FormatException)
        {
            throw S3Errors.InvalidArgument("continuation-token", token, "The continuation token provided is incorrect");
        }
    }
}
